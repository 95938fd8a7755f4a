/// Entries that others answer to and that lie outside of what is held: read one by one, once.

import { shallowReactive } from './vue.js';
import { Refused } from './protocol.js';

const KEPT_MOST = 300;

export class Quotes {
  #request;
  #timelines;
  #quotes = shallowReactive(new Map());
  /** When one that is not known may be asked for again; never while an answer is awaited. */
  #askAt = new Map();

  /**
   * @param {(type: string, data?: object) => Promise<object>} request
   * @param {import('./timelines.js').Timelines} timelines
   */
  constructor(request, timelines) {
    this.#request = request;
    this.#timelines = timelines;
  }

  /** @returns {object|null|undefined} the entry; null if it cannot be read; undefined for now */
  of(conversation, seq) {
    const held = this.#timelines.held(conversation)?.timeline.entry(seq);
    if (held) return held;
    const key = `${conversation} ${seq}`;
    if (!this.#quotes.has(key) && Date.now() >= (this.#askAt.get(key) ?? 0)) {
      this.#read(conversation, seq, key);
    }
    return this.#quotes.get(key);
  }

  /** Logged out, or sequence numbers changed their meaning (P-26). */
  forget() {
    this.#quotes.clear();
    this.#askAt = new Map();
  }

  async #read(conversation, seq, key) {
    // What is answered after `forget` is of no concern.
    const askAt = this.#askAt;
    askAt.set(key, Infinity);
    try {
      const { entries } = await this.#request('message.history', {
        conversation, after: seq - 1, limit: 1,
      });
      if (askAt === this.#askAt) this.#keep(key, entries[0]?.seq === seq ? entries[0] : null);
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      if (askAt !== this.#askAt) return;
      if (!refused.passing) this.#keep(key, null);
      else if (refused.code === 0) askAt.delete(key);
      else askAt.set(key, Date.now() + refused.againMs(0));
    }
  }

  #keep(key, entry) {
    if (this.#quotes.size >= KEPT_MOST) this.#quotes.delete(this.#quotes.keys().next().value);
    this.#quotes.set(key, entry);
    this.#askAt.delete(key);
  }
}
