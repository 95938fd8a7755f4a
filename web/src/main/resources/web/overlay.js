/// What lies over the view, one at a time: the switcher, dialogs, the card of a person.

import { shallowReactive } from './vue.js';

export const overlay = shallowReactive({ name: '', data: {} });

/** @param {'switcher'|'shortcuts'|'group'|'join'|'person'} name @param {object} [data] */
export function openOverlay(name, data = {}) {
  Object.assign(overlay, { name, data });
}

export function closeOverlay() {
  overlay.name = '';
}
