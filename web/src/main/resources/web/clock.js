/// The server's clock, by which mutes end: that of this computer may be wrong.

import { shallowRef } from './vue.js';

/** Longer timers overflow; they are set anew. */
const TIMER_MOST_MS = 86_400_000;

let offset = 0;
let timer = 0;
let armedFor = Infinity;
/** Rises when a moment came that was asked for, or when the clock was set. */
const turned = shallowRef(0);

/** @param {number} serverTime what the server's clock says now, as its login reply does */
export function setServerTime(serverTime) {
  offset = serverTime - Date.now();
  turn();
}

export const serverNow = () => Date.now() + offset;

/**
 * Whether a moment is still to come; what was drawn by the answer is drawn again when it has come.
 * @param {number|undefined} at by the server's clock; undefined is past
 */
export function isAhead(at) {
  void turned.value;
  if (!(at > serverNow())) return false;
  if (at < armedFor) {
    clearTimeout(timer);
    armedFor = at;
    timer = setTimeout(turn, Math.min(TIMER_MOST_MS, at - serverNow()));
  }
  return true;
}

/** Whoever asked asks again, and thereby sets the timer for what is next. */
function turn() {
  clearTimeout(timer);
  armedFor = Infinity;
  turned.value++;
}
