/// The keys, from the table that acts on them.

import { h } from '../vue.js';
import { t } from '../i18n/index.js';
import { MORE_KEYS, SHORTCUTS } from '../shortcuts.js';
import { Dialog } from './dialog.js';

export const ShortcutsDialog = {
  setup() {
    return () => h(Dialog, { title: t('keys.title'), test: 'shortcuts' }, () =>
      h('div', { class: 'shortcuts' }, [part(t('keys.everywhere'), SHORTCUTS),
        part(t('keys.writing'), MORE_KEYS)]));
  },
};

export const part = (title, shortcuts) => h('section', [
  h('h3', title),
  h('dl', shortcuts.map(({ keys, words }) => h('div', { key: words }, [
    h('dt', t(words)), h('dd', keys.map((key) => h('kbd', key))),
  ]))),
]);
