/// One quiet line when there is no server: reconnecting, in how many seconds; or another tab has
/// this one's place.

import { h, onBeforeUnmount, ref } from '../vue.js';
import { t } from '../i18n/index.js';
import { session } from '../messenger.js';
import { app } from '../session.js';
import { icon } from './icons.js';

/** A short break is not worth a word. */
const QUIET_MS = 1200;

export const Banner = {
  setup() {
    const now = ref(Date.now());
    const timer = setInterval(() => { now.value = Date.now(); }, 500);
    onBeforeUnmount(() => clearInterval(timer));

    return () => {
      if (app.link === 'paused') return line('device', t('banner.paused'), 'banner.useHere');
      if (app.link === 'ended') return line('alert', t('banner.ended'), 'banner.again');
      if (app.loggedIn || !app.awaySince || now.value - app.awaySince < QUIET_MS) return null;
      if (!navigator.onLine) return line('offline', t('banner.offline'));
      const seconds = Math.ceil((app.retryAt - now.value) / 1000);
      return app.link === 'waiting' && seconds > 0
        ? line('offline', t('banner.waiting', { n: seconds }), 'banner.now')
        : line('retry', t('banner.connecting'));
    };
  },
};

function line(drawn, words, action) {
  return h('div', { class: 'banner', role: 'status', 'data-test': 'banner' }, [
    icon(drawn), h('span', words),
    action ? h('button', {
      type: 'button', class: 'link-button', 'data-test': 'banner-action',
      onClick: () => session.useHere(),
    }, t(action)) : null,
  ]);
}
