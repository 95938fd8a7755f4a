/// The settings: their list at the side, one page on the stage.

import { h } from '../vue.js';
import { t } from '../i18n/index.js';
import { go, route } from '../route.js';
import { MORE_KEYS, SHORTCUTS } from '../shortcuts.js';
import { DevicesPage } from './devices-page.js';
import { icon } from './icons.js';
import { LookPage } from './look-page.js';
import { iconButton } from './parts.js';
import { ProfilePage } from './profile-page.js';
import { part } from './shortcuts-dialog.js';

const PAGES = {
  profile: { drawn: 'user', view: ProfilePage },
  look: { drawn: 'palette', view: LookPage },
  devices: { drawn: 'device', view: DevicesPage },
  keys: { drawn: 'keyboard', view: { setup: () => () => keysPage() } },
};

export const Settings = {
  props: { page: String, detail: Boolean },
  setup(props) {
    return () => props.detail ? detail(PAGES[props.page] ? props.page : 'profile')
      : h('section', { class: 'list-pane', 'aria-label': t('nav.settings') }, [
        h('header', { class: 'pane-head' }, h('h1', t('nav.settings'))),
        h('nav', { class: 'settings-list' }, Object.entries(PAGES).map(([name, { drawn }]) => {
          const here = (route.page || 'profile') === name;
          return h('button', {
            key: name, type: 'button',
            class: ['settings-place', { here, chosen: route.page === name }],
            'data-test': `settings-${name}`, 'aria-current': here ? 'page' : undefined,
            onClick: () => go(`/settings/${name}`),
          }, [
            icon(drawn), h('span', t(`settings.${name}`)),
            icon('right', { class: 'icon settings-go' }),
          ]);
        })),
      ]);
  },
};

const detail = (page) => h('section', { class: 'page', 'data-test': `page-${page}` }, [
  h('header', { class: 'pane-head page-head' }, [
    iconButton('back', t('back'), {
      class: 'icon-button chat-back', test: 'back', onClick: () => go('/settings'),
    }),
    h('h2', t(`settings.${page}`)),
  ]),
  h('div', { class: 'page-scroll' }, h('div', { class: 'page-column' },
    h(PAGES[page].view, { key: page }))),
]);

const keysPage = () => h('div', { class: 'shortcuts' }, [
  part(t('keys.everywhere'), SHORTCUTS), part(t('keys.writing'), MORE_KEYS),
]);
