/// How one is shown to others.

import { h } from '../vue.js';
import { t } from '../i18n/index.js';
import { attempt, session } from '../messenger.js';
import { settings } from '../settings.js';

const STATUSES = ['online', 'busy', 'away', 'invisible'];

export function statusChoice() {
  return h('div', { class: 'status-choice', role: 'radiogroup', 'aria-label': t('status.label') },
    STATUSES.map((status) => h('button', {
      key: status, type: 'button', role: 'radio',
      'aria-checked': String(settings.status === status),
      class: ['status-option', { chosen: settings.status === status }],
      'data-test': `status-${status}`,
      onClick: () => choose(status),
    }, [h('span', { class: ['dot', `dot-${status}`] }), t(`status.${status}`)])));
}

async function choose(status) {
  const before = settings.status;
  settings.status = status;
  if (!await attempt(session.request('presence.set', { status }))) settings.status = before;
}
