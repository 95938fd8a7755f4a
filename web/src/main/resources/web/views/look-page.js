/// Language, theme, keys, notifications: what this browser keeps.

import { h, ref } from '../vue.js';
import { locale, LOCALES, t } from '../i18n/index.js';
import { allowNotifications, canNotify } from '../notify.js';
import { settings } from '../settings.js';
import { choice, toggle } from './parts.js';

export const LookPage = {
  setup() {
    const denied = ref(false);

    async function notifications(on) {
      settings.notify = on && await allowNotifications();
      denied.value = on && !settings.notify;
    }

    return () => [
      block(t('look.language'), choice(t('look.language'), locale(), Object.entries(LOCALES),
        (code) => { settings.locale = code; }, { test: 'locale' })),
      block(t('look.theme'), choice(t('look.theme'), settings.theme,
        ['system', 'light', 'dark'].map((theme) => [theme, t(`look.theme.${theme}`)]),
        (theme) => { settings.theme = theme; }, { test: 'theme' })),
      block(t('look.density'), choice(t('look.density'), settings.density,
        ['comfortable', 'compact'].map((one) => [one, t(`look.density.${one}`)]),
        (density) => { settings.density = density; }, { test: 'density' })),
      block(t('look.text'), choice(t('look.text'), settings.textSize,
        ['normal', 'large', 'largest'].map((one) => [one, t(`look.text.${one}`)]),
        (textSize) => { settings.textSize = textSize; }, { test: 'text-size' })),
      block(t('look.send'), choice(t('look.send'), settings.sendWith,
        [['enter', 'Enter'], ['ctrl', 'Ctrl + Enter']],
        (sendWith) => { settings.sendWith = sendWith; }, { test: 'send-with' }),
      t(settings.sendWith === 'enter' ? 'look.send.enterHint' : 'look.send.ctrlHint')),
      block(t('look.notify'), [
        toggle(t('look.notify.on'), settings.notify, notifications, {
          hint: t(!canNotify() ? 'look.notify.cannot' : denied.value ? 'look.notify.denied'
            : 'look.notify.onHint'), test: 'notify',
        }),
        toggle(t('look.notify.groups'), settings.notifyGroups,
          (on) => { settings.notifyGroups = on; },
          { hint: t('look.notify.groupsHint'), test: 'notify-groups' }),
      ]),
    ];
  },
};

export const block = (title, content, hint) => h('section', { class: 'block' }, [
  h('h3', title), content, hint ? h('p', { class: 'field-hint' }, hint) : null,
]);
