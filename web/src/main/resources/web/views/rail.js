/// The narrow side: chats, people, settings; at the bottom of a phone.

import { h } from '../vue.js';
import { t } from '../i18n/index.js';
import { conversations, people } from '../messenger.js';
import { openOverlay } from '../overlay.js';
import { go, route } from '../route.js';
import { app } from '../session.js';
import { settings } from '../settings.js';
import { icon, mark } from './icons.js';
import { personAvatar } from './parts.js';

export const Rail = {
  setup() {
    return () => {
      void conversations.version.value;
      void people.version.value;
      const { count, mentioned } = conversations.unread;
      return h('nav', { class: 'rail', 'aria-label': t('nav.label') }, [
        h('a', { class: 'rail-mark', href: '#/', title: 'Throng', 'aria-label': 'Throng' }, mark()),
        place('chats', '/', 'chats', count, mentioned),
        place('people', '/people', 'people', 0),
        h('span', { class: 'rail-space' }),
        place('settings', '/settings', 'settings', 0),
        me(),
      ]);
    };
  },
};

function place(view, path, drawn, count, mentioned) {
  const here = route.view === view;
  return h('a', {
    class: ['rail-place', { here }], href: `#${path}`, 'aria-current': here ? 'page' : undefined,
    'data-test': `nav-${view}`,
    onClick: (event) => {
      event.preventDefault();
      go(path);
    },
  }, [
    h('span', { class: 'rail-icon' }, [
      icon(drawn),
      count ? h('span', { class: ['rail-count', { mentioned }] }, count > 99 ? '99+' : count)
        : null,
    ]),
    h('span', { class: 'rail-words' }, t(`nav.${view}`)),
  ]);
}

function me() {
  const { userId, userName } = app.user ?? { userId: 0, userName: '' };
  const status = app.loggedIn ? settings.status : 'offline';
  return h('button', {
    type: 'button', class: 'rail-me', 'data-test': 'me', title: `${userName} · ${userId}`,
    'aria-label': t('nav.me', { name: userName, id: userId }),
    onClick: () => openOverlay('person', { userId }),
  }, personAvatar(userId, userName, { size: 's', status }));
}
