/// Where one is logged in, and ending that.

import { h, onMounted, reactive, ref, watch } from '../vue.js';
import { t } from '../i18n/index.js';
import { attempt, session } from '../messenger.js';
import { app } from '../session.js';
import { toast } from '../toasts.js';
import { dateTimeWords } from '../words.js';
import { confirmLine } from './dialog.js';
import { icon } from './icons.js';
import { button, spinner } from './parts.js';

export const DevicesPage = {
  setup() {
    const held = reactive({ sessions: null });
    const asking = ref('');

    async function read() {
      try {
        held.sessions = (await session.request('account.sessions')).sessions;
      } catch {
        held.sessions ??= null;
      }
    }
    onMounted(read);
    watch(() => app.loggedIn, (there) => { if (there) read(); });

    async function revoke(data) {
      const reply = await attempt(session.request('account.revoke', data));
      if (reply) toast(t('devices.revoked', { n: reply.revoked }));
      read();
    }

    return () => held.sessions === null ? spinner() : [
      h('p', { class: 'page-lead' }, t('devices.lead')),
      h('ul', { class: 'devices' }, held.sessions.map((one) => h('li', {
        key: one.sessionId, class: ['device', { current: one.current }], 'data-test': 'device',
        'data-current': String(one.current),
      }, [
        h('span', { class: 'device-icon' }, icon('device')),
        h('span', { class: 'device-words' }, [
          h('span', { class: 'device-name' }, [
            h('bdi', one.device || t('devices.unnamed')),
            one.current ? h('span', { class: 'role role-owner' }, t('devices.this')) : null,
          ]),
          h('small', [h('bdi', one.address), ' · ', one.connections > 0 ? t('status.online')
            : t('seen.on', { day: dateTimeWords(one.lastSeen) })]),
          h('small', t('devices.since', { day: dateTimeWords(one.since) })),
        ]),
        one.current ? null : button(t('devices.end'), {
          test: 'revoke', onClick: () => revoke({ sessionId: one.sessionId }),
        }),
      ]))),
      held.sessions.length > 1 ? button(t('devices.endOthers'), {
        kind: 'danger-quiet', icon: 'leave', test: 'revoke-others',
        onClick: () => { asking.value = 'others'; },
      }) : null,
      confirmLine({ asking, key: 'others' }, t('devices.endOthersSure'), t('devices.endOthers'),
        () => revoke({ others: true })),
    ];
  },
};
