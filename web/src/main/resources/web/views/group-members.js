/// The members of a group, and what may be done with each.

import { h } from '../vue.js';
import { isAhead, serverNow } from '../clock.js';
import { rights } from '../groups.js';
import { score } from '../fuzzy.js';
import { t } from '../i18n/index.js';
import { groups, me, people, talkTo } from '../messenger.js';
import { openOverlay } from '../overlay.js';
import { dateTimeWords } from '../words.js';
import { confirmLine } from './dialog.js';
import { icon } from './icons.js';
import { button, iconButton, personAvatar, spinner } from './parts.js';

const FILTER_FROM = 12;
const SHOWN_MOST = 300;
const MUTES = [['hour', 3_600_000], ['day', 86_400_000], ['week', 7 * 86_400_000]];
const RANKS = { owner: 0, admin: 1, member: 2 };

export function membersSection(group, form, asking, change) {
  const { info, members } = group;
  const wish = form.filter.trim();
  const shown = members
    .filter((member) => !wish || score(wish, member.userName) > 100
      || String(member.userId).startsWith(wish))
    .sort((a, b) => RANKS[a.role] - RANKS[b.role] || a.userName.localeCompare(b.userName))
    .slice(0, SHOWN_MOST);
  return h('section', { class: 'info-part', 'data-test': 'members' }, [
    h('h3', t('group.membersTitle', { n: info.memberCount })),
    info.memberCount >= FILTER_FROM ? h('input', {
      type: 'search', class: 'input', value: form.filter, placeholder: t('group.findMember'),
      'aria-label': t('group.findMember'),
      onInput: (event) => { form.filter = event.target.value; },
    }) : null,
    shown.map((member) => line(member, group, form, asking, change)),
    group.loading ? spinner() : null,
    group.next ? button(t('people.more'), {
      onClick: () => groups.readMembers(group.conversation, { more: true }),
    }) : null,
  ]);
}

function line(member, group, form, asking, change) {
  const own = member.userId === me();
  const open = form.menu === member.userId;
  const muted = isAhead(member.mutedUntil);
  return h('div', { key: member.userId, class: 'member' }, [
    h('div', {
      class: 'person-line', 'data-test': 'member', 'data-user': member.userId,
      'data-role': member.role,
    }, [
      h('button', {
        type: 'button', class: 'person-row',
        onClick: () => openOverlay('person', { userId: member.userId }),
      }, [
        personAvatar(member.userId, member.userName, {
          size: 's', status: own ? '' : people.statusOf(member.userId),
        }),
        h('span', { class: 'person-words' }, [
          h('span', { class: 'person-name' }, [
            h('bdi', member.userName), own ? h('small', ` ${t('group.me')}`) : null,
          ]),
          h('small', muted ? t('group.mutedUntil', { time: dateTimeWords(member.mutedUntil) })
            : String(member.userId)),
        ]),
        muted ? icon('mute', { class: 'icon row-mark' }) : null,
        member.role === 'member' ? null
          : h('span', { class: ['role', `role-${member.role}`] }, t(`role.${member.role}`)),
      ]),
      own ? null : iconButton('more', t('group.actions', { name: member.userName }), {
        test: 'member-menu', 'aria-expanded': String(open),
        onClick: () => { form.menu = open ? 0 : member.userId; },
      }),
    ]),
    open ? menu(member, group, form, asking, change) : null,
  ]);
}

function menu(member, { info }, form, asking, change) {
  const { userId } = member;
  const owner = info.myRole === 'owner';
  const outranks = rights.outranks(info.myRole, member.role);
  const muted = isAhead(member.mutedUntil);
  const act = (what, data) => {
    form.menu = 0;
    return change(what, data);
  };
  const item = (words, drawn, test, onClick) => h('button', {
    type: 'button', class: 'menu-item', 'data-test': test, onClick,
  }, [icon(drawn), words]);
  return h('div', { class: 'member-menu' }, [
    item(t('card.talk'), 'chats', 'member-talk', () => talkTo(userId)),
    owner && member.role === 'member' ? item(t('group.makeAdmin'), 'shield', 'make-admin',
      () => act('role', { userId, role: 'admin' })) : null,
    owner && member.role === 'admin' ? item(t('group.makeMember'), 'user', 'make-member',
      () => act('role', { userId, role: 'member' })) : null,
    owner ? item(t('group.transfer'), 'crown', 'transfer',
      () => { asking.value = `transfer ${userId}`; }) : null,
    outranks && muted ? item(t('group.unmute'), 'bell', 'unmute-member',
      () => act('mute', { userId, untilAt: 0 })) : null,
    outranks && !muted ? MUTES.map(([words, time]) => item(t(`group.mute.${words}`), 'mute',
      `mute-${words}`, () => act('mute', { userId, untilAt: serverNow() + time }))) : null,
    outranks ? item(t('group.remove'), 'trash', 'remove-member',
      () => { asking.value = `remove ${userId}`; }) : null,
    confirmLine({ asking, key: `remove ${userId}` },
      t('group.removeSure', { name: member.userName }), t('group.remove'),
      () => act('remove', { members: [userId] })),
    confirmLine({ asking, key: `transfer ${userId}` },
      t('group.transferSure', { name: member.userName }), t('group.transfer'),
      () => act('role', { userId, role: 'owner' })),
  ]);
}
