/// A new group, or somebody new to write to.

import { h, reactive } from '../vue.js';
import { t } from '../i18n/index.js';
import { attempt, groups, sync, talkTo } from '../messenger.js';
import { closeOverlay } from '../overlay.js';
import { openChat } from '../route.js';
import { Dialog } from './dialog.js';
import { choice, field, spinner } from './parts.js';
import { PersonPicker } from './person-picker.js';

export const policies = () => [
  ['invite', t('policy.invite')], ['approve', t('policy.approve')], ['open', t('policy.open')],
];

export const GroupDialog = {
  setup() {
    const form = reactive({ name: '', chosen: [], joinPolicy: 'invite', busy: false });

    async function create(event) {
      event.preventDefault();
      if (form.busy || !form.name.trim()) return;
      form.busy = true;
      const userIds = form.chosen.map((person) => person.userId);
      const conversation = await attempt(
        groups.create(form.name.trim(), userIds, form.joinPolicy));
      form.busy = false;
      if (!conversation) return;
      sync.refresh(conversation);
      closeOverlay();
      openChat(conversation);
    }

    function talk() {
      closeOverlay();
      talkTo(form.chosen[0].userId);
    }

    return () => h(Dialog, { title: t('new.title'), test: 'group-dialog' }, () =>
      h('form', { class: 'dialog-form', onSubmit: create }, [
        h(PersonPicker, {
          chosen: form.chosen, focus: true, onChange: (chosen) => { form.chosen = chosen; },
        }),
        field(t('new.name'), h('input', {
          id: 'group-name', class: 'input', maxlength: 64, value: form.name,
          'data-test': 'group-name', placeholder: t('new.namePlaceholder'),
          onInput: (event) => { form.name = event.target.value; },
        }), { id: 'group-name' }),
        h('div', { class: 'field' }, [
          h('span', { class: 'field-label' }, t('policy.label')),
          choice(t('policy.label'), form.joinPolicy, policies(),
            (value) => { form.joinPolicy = value; }, { test: 'group-policy' }),
          h('p', { class: 'field-hint' }, t(`policy.${form.joinPolicy}Hint`)),
        ]),
        h('footer', { class: 'dialog-foot' }, [
          form.chosen.length === 1 && !form.name.trim() ? h('button', {
            type: 'button', class: 'button button-primary', 'data-test': 'talk-to', onClick: talk,
          }, t('new.talk')) : h('button', {
            type: 'submit', class: 'button button-primary', 'data-test': 'create-group',
            disabled: !form.name.trim() || form.busy,
          }, form.busy ? spinner() : t('new.create')),
        ]),
      ]));
  },
};
