/// Bringing people in: by name, or by a link.

import { h } from '../vue.js';
import { rights } from '../groups.js';
import { t } from '../i18n/index.js';
import { attempt, groups } from '../messenger.js';
import { inviteLink } from '../protocol.js';
import { toast } from '../toasts.js';
import { button, copyText } from './parts.js';
import { PersonPicker } from './person-picker.js';

export function inviteSection(group, form, manages) {
  return h('section', { class: 'info-part' }, [
    h('h3', t('group.invite')),
    rights.adds(group.info.myRole, group.info.joinPolicy) ? adding(group, form) : null,
    manages ? link(group, form) : null,
  ]);
}

function adding(group, form) {
  if (!form.adding) {
    return button(t('group.add'), {
      icon: 'add', test: 'add-members', onClick: () => { form.adding = true; },
    });
  }
  async function add() {
    const members = form.chosen.map((person) => person.userId);
    if (await attempt(groups.change('add', group.conversation, { members }))) {
      Object.assign(form, { adding: false, chosen: [] });
    }
  }
  return h('div', { class: 'adding' }, [
    h(PersonPicker, {
      chosen: form.chosen, without: group.members.map((member) => member.userId),
      onChange: (chosen) => { form.chosen = chosen; },
    }),
    h('div', { class: 'confirm-buttons' }, [
      button(t('cancel'), { onClick: () => Object.assign(form, { adding: false, chosen: [] }) }),
      button(t('group.addThese', { n: form.chosen.length }), {
        kind: 'primary', test: 'add-chosen', disabled: !form.chosen.length, onClick: add,
      }),
    ]),
  ]);
}

function link(group, form) {
  if (!group.code) {
    return button(t('group.makeLink'), {
      icon: 'link', test: 'make-link', onClick: () => attempt(groups.link(group.conversation)),
    });
  }
  const address = inviteLink(location.origin, group.conversation, group.code);
  async function copy() {
    form.copied = await copyText(address);
    if (form.copied) toast(t('copied'));
  }
  async function revoke() {
    await attempt(groups.link(group.conversation, { revoke: true }));
    form.copied = false;
  }
  return h('div', { class: 'invite' }, [
    h('input', {
      class: 'input', readonly: true, value: address, 'aria-label': t('group.link'),
      'data-test': 'invite-link', onFocus: (event) => event.target.select(),
    }),
    h('div', { class: 'confirm-buttons' }, [
      button(t('group.revokeLink'), { test: 'revoke-link', onClick: revoke }),
      button(form.copied ? t('copied') : t('group.copyLink'), {
        kind: 'primary', icon: 'copy', test: 'copy-link', onClick: copy,
      }),
    ]),
  ]);
}
