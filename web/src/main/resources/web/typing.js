/// Who is writing (P-24): told at most every few seconds, believed for six.

import { shallowRef } from './vue.js';

const LAPSES_AFTER_MS = 6000;
const TOLD_EVERY_MS = 3500;

export class Typing {
  #tell;
  #writers = new Map();
  #toldAt = new Map();
  #timer = 0;

  /** @param {(conversation: string) => void} tell tells the server */
  constructor(tell) {
    this.#tell = tell;
    this.version = shallowRef(0);
  }

  /** Somebody writes, or (`still` false) said it. */
  heard(conversation, userId, still) {
    const writers = this.#writers.get(conversation);
    if (!still) {
      if (writers?.delete(userId)) this.version.value++;
      return;
    }
    if (writers) writers.set(userId, Date.now());
    else this.#writers.set(conversation, new Map([[userId, Date.now()]]));
    this.version.value++;
    if (!this.#timer) this.#timer = setInterval(() => this.#lapse(), 1000);
  }

  /** @returns {number[]} who writes there now */
  in(conversation) {
    return [...this.#writers.get(conversation)?.keys() ?? []];
  }

  /** This user writes. */
  writing(conversation) {
    const now = Date.now();
    if (now - (this.#toldAt.get(conversation) ?? 0) < TOLD_EVERY_MS) return;
    this.#toldAt.set(conversation, now);
    this.#tell(conversation);
  }

  /** Sent: the next letter tells anew. */
  sent(conversation) {
    this.#toldAt.delete(conversation);
  }

  #lapse() {
    const now = Date.now();
    let left = 0;
    for (const [conversation, writers] of this.#writers) {
      for (const [userId, at] of writers) {
        if (now - at > LAPSES_AFTER_MS) {
          writers.delete(userId);
          this.version.value++;
        }
      }
      if (writers.size === 0) this.#writers.delete(conversation);
      left += writers.size;
    }
    if (left === 0) {
      clearInterval(this.#timer);
      this.#timer = 0;
    }
  }
}
