/// A group: what it is, who is in it, who waits, and what one may do there.

import { h, onMounted, reactive, ref } from '../vue.js';
import { serverNow } from '../clock.js';
import { rights } from '../groups.js';
import { t } from '../i18n/index.js';
import { attempt, groups, sync } from '../messenger.js';
import { bytesOf } from '../protocol.js';
import { go } from '../route.js';
import { confirmLine } from './dialog.js';
import { policies } from './group-dialog.js';
import { inviteSection } from './group-invite.js';
import { membersSection } from './group-members.js';
import { avatar, button, choice, field, iconButton, personAvatar, toggle } from './parts.js';
import { infoHead } from './person-info.js';

const NOTICE_BYTES = 4096;
/** As good as for ever; the protocol knows points in time alone. */
const FOR_EVER_MS = 10 * 365 * 86_400_000;

export const GroupInfo = {
  props: { row: Object },
  setup(props) {
    const { conversation } = props.row;
    const asking = ref('');
    const form = reactive({
      editing: false, name: '', notice: '', adding: false, chosen: [], filter: '', menu: 0,
      copied: false,
    });
    onMounted(() => {
      groups.read(conversation);
      groups.readMembers(conversation);
    });
    const change = (what, data) => attempt(groups.change(what, conversation, data));

    return () => {
      const group = groups.group(conversation);
      const { info } = group;
      const manages = rights.manages(info?.myRole);
      return h('aside', { class: 'info', 'data-test': 'info', 'aria-label': t('group.title') }, [
        infoHead(props.row, t('group.title')),
        info ? h('div', { class: 'info-scroll' }, [
          form.editing ? editor(form, info, change) : summary(props.row, info, form, manages),
          group.requests.length && manages ? requests(group, change) : null,
          membersSection(group, form, asking, change),
          rights.adds(info.myRole, info.joinPolicy) || manages
            ? inviteSection(group, form, manages) : null,
          manages ? settingsSection(info, change) : null,
          ending(conversation, info, asking),
        ]) : null,
      ]);
    };
  },
};

function summary(row, info, form, manages) {
  return h('div', { class: 'card' }, [
    avatar({ conversation: row.conversation, title: info.name, size: 'xl' }),
    h('h3', { class: 'card-name' }, [
      h('bdi', { 'data-test': 'group-title' }, info.name),
      manages ? iconButton('pencil', t('group.edit'), {
        test: 'edit-group',
        onClick: () => Object.assign(form, { editing: true, name: info.name, notice: info.notice }),
      }) : null,
    ]),
    h('p', { class: 'card-sub' },
      `${t('chat.members', { n: info.memberCount })} · ${row.conversation}`),
    info.notice
      ? h('p', { class: 'card-bio', dir: 'auto', 'data-test': 'info-notice' }, info.notice)
      : null,
  ]);
}

function editor(form, info, change) {
  const tooLong = bytesOf(form.notice) > NOTICE_BYTES;
  async function save(event) {
    event.preventDefault();
    const data = {};
    if (form.name.trim() !== info.name) data.name = form.name.trim();
    if (form.notice.trim() !== info.notice) data.notice = form.notice.trim();
    if (!Object.keys(data).length || await change('update', data)) form.editing = false;
  }
  return h('form', { class: 'card-form', onSubmit: save }, [
    field(t('new.name'), h('input', {
      id: 'edit-name', class: 'input', maxlength: 64, value: form.name,
      'data-test': 'edit-group-name',
      onInput: (event) => { form.name = event.target.value; },
    }), { id: 'edit-name' }),
    field(t('group.notice'), h('textarea', {
      id: 'edit-notice', class: 'input', rows: 3, value: form.notice, dir: 'auto',
      'data-test': 'edit-group-notice', onInput: (event) => { form.notice = event.target.value; },
    }), { id: 'edit-notice', error: tooLong ? t('group.noticeLong') : '' }),
    h('div', { class: 'confirm-buttons' }, [
      button(t('cancel'), { onClick: () => { form.editing = false; } }),
      h('button', {
        type: 'submit', class: 'button button-primary', 'data-test': 'save-group',
        disabled: !form.name.trim() || tooLong,
      }, t('save')),
    ]),
  ]);
}

const requests = (group, change) => h('section', { class: 'info-part', 'data-test': 'requests' }, [
  h('h3', t('group.requests')),
  group.requests.map((one) => h('div', {
    key: one.userId, class: 'person-line', 'data-test': 'request', 'data-user': one.userId,
  }, [
    personAvatar(one.userId, one.userName, { size: 's' }),
    h('span', { class: 'person-words' }, [
      h('bdi', { class: 'person-name' }, one.userName), h('small', String(one.userId)),
    ]),
    button(t('group.reject'), {
      test: 'reject', onClick: () => answer(group, one.userId, false, change),
    }),
    button(t('group.accept'), {
      kind: 'primary', test: 'accept', onClick: () => answer(group, one.userId, true, change),
    }),
  ])),
]);

async function answer(group, userId, accept, change) {
  await change('answer', { userId, accept });
  groups.readRequests(group.conversation);
}

const settingsSection = (info, change) => h('section', { class: 'info-part' }, [
  h('h3', t('group.settings')),
  choice(t('policy.label'), info.joinPolicy, policies(),
    (joinPolicy) => change('update', { joinPolicy }), { test: 'info-policy' }),
  h('p', { class: 'field-hint' }, t(`policy.${info.joinPolicy}Hint`)),
  toggle(t('group.muteAll'), info.mutedAll, (on) => change('mute', {
    all: true, untilAt: on ? serverNow() + FOR_EVER_MS : 0,
  }), { hint: t('group.muteAllHint'), test: 'mute-all' }),
]);

function ending(conversation, info, asking) {
  const owner = info.myRole === 'owner';
  const act = async (what) => {
    if (await attempt(groups.change(what, conversation))) {
      go('/', { replace: true });
      sync.gone(conversation, what);
    }
  };
  return h('section', { class: 'info-part info-end' }, [
    owner ? h('p', { class: 'field-hint' }, t('group.ownerLeaves')) : button(t('group.leave'), {
      kind: 'danger-quiet', icon: 'leave', test: 'leave-group',
      onClick: () => { asking.value = 'leave'; },
    }),
    owner ? button(t('group.dissolve'), {
      kind: 'danger-quiet', icon: 'trash', test: 'dissolve-group',
      onClick: () => { asking.value = 'dissolve'; },
    }) : null,
    confirmLine({ asking, key: 'leave' }, t('group.leaveSure'), t('group.leave'),
      () => act('leave')),
    confirmLine({ asking, key: 'dissolve' }, t('group.dissolveSure'), t('group.dissolve'),
      () => act('dissolve')),
  ]);
}

