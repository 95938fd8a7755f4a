/// A dialog of the browser itself: it keeps the focus inside, and Esc closes it.

import { h, onBeforeUnmount, onMounted, ref } from '../vue.js';
import { t } from '../i18n/index.js';
import { closeOverlay } from '../overlay.js';
import { iconButton } from './parts.js';

export const Dialog = {
  props: { title: String, test: String, wide: Boolean, bare: Boolean },
  setup(props, { slots }) {
    const dialog = ref(null);
    onMounted(() => {
      dialog.value.showModal();
      dialog.value.querySelector('[data-focus]')?.focus();
    });
    // Closing gives the focus back to where it was; merely taken away, it would be lost.
    onBeforeUnmount(() => dialog.value.close());
    return () => h('dialog', {
      ref: dialog, class: ['dialog', { 'dialog-wide': props.wide, 'dialog-bare': props.bare }],
      'aria-label': props.title, 'data-test': props.test,
      onCancel: (event) => {
        event.preventDefault();
        closeOverlay();
      },
      onPointerdown: (event) => { if (event.target === dialog.value) closeOverlay(); },
    }, h('div', { class: 'dialog-body' }, [
      props.bare ? null : h('header', { class: 'dialog-head' }, [
        h('h2', props.title),
        iconButton('close', t('close'), { test: 'close-dialog', onClick: closeOverlay }),
      ]),
      slots.default(),
    ]));
  },
};

/**
 * Asks before what cannot be undone; the browser's own question would stop everything.
 * @param {{asking: import('../vue.js').Ref, key: string}} which
 */
export function confirmLine({ asking, key }, words, action, act, test) {
  if (asking.value !== key) return null;
  return h('div', { class: 'confirm', role: 'alertdialog', 'aria-label': words }, [
    h('p', words),
    h('div', { class: 'confirm-buttons' }, [
      h('button', {
        type: 'button', class: 'button button-quiet', 'data-test': 'confirm-no',
        onClick: () => { asking.value = ''; },
      }, t('cancel')),
      h('button', {
        type: 'button', class: 'button button-danger', 'data-test': test ?? 'confirm-yes',
        onClick: () => {
          asking.value = '';
          act();
        },
      }, action),
    ]),
  ]);
}
