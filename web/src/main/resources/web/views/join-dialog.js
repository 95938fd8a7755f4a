/// Coming into a group: by an invitation, or by its number where it is open.

import { h, onMounted, reactive } from '../vue.js';
import { t } from '../i18n/index.js';
import { groups, refusalWords, session, sync } from '../messenger.js';
import { closeOverlay } from '../overlay.js';
import { readInvite } from '../protocol.js';
import { openChat } from '../route.js';
import { toast } from '../toasts.js';
import { Dialog } from './dialog.js';
import { avatar, field, spinner } from './parts.js';

export const JoinDialog = {
  props: { conversation: String, code: String },
  setup(props) {
    const form = reactive({
      said: props.conversation ? `${props.conversation}${props.code ? `:${props.code}` : ''}` : '',
      error: '', busy: false, group: null,
    });

    // An open group tells who it is before one joins.
    onMounted(async () => {
      if (!props.conversation) return;
      try {
        form.group = await session.request('group.get', { conversation: props.conversation });
      } catch {
        form.group = null;
      }
    });

    async function join(event) {
      event.preventDefault();
      const invite = readInvite(form.said);
      form.error = invite ? '' : t('join.unreadable');
      if (!invite || form.busy) return;
      form.busy = true;
      try {
        const { state } = await groups.join(invite.conversation, invite.code);
        sync.refresh(invite.conversation);
        closeOverlay();
        if (state === 'joined') openChat(invite.conversation);
        else toast(t('join.waiting'));
      } catch (refused) {
        form.error = refused.code === 404 || refused.code === 403 ? t('join.refused')
          : refusalWords(refused);
      } finally {
        form.busy = false;
      }
    }

    return () => h(Dialog, { title: t('join.title'), test: 'join-dialog' }, () =>
      h('form', { class: 'dialog-form', onSubmit: join }, [
        form.group ? h('div', { class: 'join-group' }, [
          avatar({ conversation: props.conversation, title: form.group.name, size: 'l' }),
          h('bdi', { class: 'join-name' }, form.group.name),
          h('small', t('chat.members', { n: form.group.memberCount })),
        ]) : null,
        field(t('join.field'), h('input', {
          id: 'join-code', class: 'input', value: form.said, 'data-focus': true,
          'data-test': 'join-code', placeholder: 'g:7:q0Zt4mXb…', autocomplete: 'off',
          onInput: (event) => { form.said = event.target.value; },
        }), { id: 'join-code', hint: t('join.hint'), error: form.error }),
        h('footer', { class: 'dialog-foot' }, h('button', {
          type: 'submit', class: 'button button-primary', 'data-test': 'join-submit',
          disabled: !form.said.trim() || form.busy,
        }, form.busy ? spinner() : t('join.join'))),
      ]));
  },
};
