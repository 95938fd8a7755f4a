/// The whole page: which view, what lies over it, the banner, short words, the live region.

import { h, onBeforeUnmount, onMounted, TransitionGroup, watch } from '../vue.js';
import { locale, t } from '../i18n/index.js';
import { openConversation } from '../messenger.js';
import { narrow } from '../narrow.js';
import { overlay, openOverlay } from '../overlay.js';
import { go, route } from '../route.js';
import { app } from '../session.js';
import { listenToKeys } from '../shortcuts.js';
import { dismiss, spoken, toasts } from '../toasts.js';
import { Banner } from './banner.js';
import { Chat } from './chat.js';
import { ChatList } from './chat-list.js';
import { GroupDialog } from './group-dialog.js';
import { icon } from './icons.js';
import { JoinDialog } from './join-dialog.js';
import { Login } from './login.js';
import { empty } from './parts.js';
import { PeopleList } from './people-list.js';
import { PersonDialog } from './person-dialog.js';
import { Rail } from './rail.js';
import { Settings } from './settings.js';
import { ShortcutsDialog } from './shortcuts-dialog.js';
import { Switcher } from './switcher.js';

const OVERLAYS = {
  switcher: Switcher, shortcuts: ShortcutsDialog, group: GroupDialog, join: JoinDialog,
  person: PersonDialog,
};

export const Root = {
  setup() {
    onMounted(() => onBeforeUnmount(listenToKeys()));
    watch(locale, (code) => {
      document.documentElement.lang = code === 'zh' ? 'zh-CN' : 'en';
    }, { immediate: true });
    // An invitation is opened when one is inside, and the address does not keep it.
    watch(() => [route.invite, app.phase], ([invite, phase]) => {
      if (!invite || phase !== 'main') return;
      openOverlay('join', invite);
      go('/', { replace: true });
    }, { immediate: true });

    return () => [
      app.phase === 'main' ? main() : app.phase === 'login' ? h(Login) : null,
      h(TransitionGroup, { tag: 'div', name: 'toast', class: 'toasts' }, () =>
        toasts.map((one) => h('button', {
          key: one.id, type: 'button', class: ['toast', `toast-${one.tone}`], 'data-test': 'toast',
          onClick: () => dismiss(one.id),
        }, [icon(one.tone === 'bad' ? 'alert' : 'info'), h('span', one.words)]))),
      h('div', { class: 'hidden', 'aria-live': 'polite', 'data-test': 'live' }, spoken.value),
    ];
  },
};

function main() {
  const shown = openConversation.value;
  const detail = shown || route.view === 'settings' && route.page;
  return h('div', {
    class: ['shell', { 'shell-detail': detail }], 'data-test': 'main',
  }, [
    h(Rail),
    h('div', { class: 'side' }, [
      narrow.value && shown ? null : h(Banner),
      route.view === 'people' ? h(PeopleList) : route.view === 'settings' ? h(Settings)
        : h(ChatList),
    ]),
    h('main', { class: 'stage' }, stage(shown)),
    overlay.name ? h(OVERLAYS[overlay.name], { key: overlay.name, ...overlay.data }) : null,
  ]);
}

function stage(shown) {
  if (route.view === 'settings') {
    return h(Settings, { page: route.page || 'profile', detail: true });
  }
  if (shown) return h(Chat, { key: 'chat', conversation: shown });
  return empty('mark', t('empty.title'), t('empty.words'), [
    h('span', { class: 'keys' }, [h('kbd', 'Ctrl'), h('kbd', 'K')]),
  ]);
}
