/// Short words at the edge that go by themselves, and what a screen reader is told.

import { shallowReactive, shallowRef } from './vue.js';

const STAYS_MS = 5000;
let next = 1;

export const toasts = shallowReactive([]);
/** Said by the live region. */
export const spoken = shallowRef('');

/** @param {string} words @param {'calm'|'bad'} [tone] */
export function toast(words, tone = 'calm') {
  const one = { id: next++, words, tone };
  toasts.push(one);
  speak(words);
  setTimeout(() => dismiss(one.id), STAYS_MS);
}

export function dismiss(id) {
  const at = toasts.findIndex((one) => one.id === id);
  if (at >= 0) toasts.splice(at, 1);
}

export function speak(words) {
  // The same words twice must be a change, or they are not read again.
  spoken.value = spoken.value === words ? `${words}\u00a0` : words;
}
