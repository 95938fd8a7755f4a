/// The rows of the list, kept reactive and in the cache.

import { shallowReactive, shallowRef } from './vue.js';
import { mergeRow, unreadOfAll } from './conversations.js';

export class ConversationStore {
  #rows = new Map();
  #cache;

  /** @param {import('./cache.js').Cache} cache */
  constructor(cache) {
    this.#cache = cache;
    /** Rises when a row came, went or changed its place. */
    this.version = shallowRef(0);
    /** Whether all pages were read once. */
    this.complete = shallowRef(false);
  }

  /** @returns {import('./conversations.js').Row|undefined} */
  row(conversation) {
    return this.#rows.get(conversation);
  }

  rows() {
    return [...this.#rows.values()];
  }

  get size() {
    return this.#rows.size;
  }

  /** What the cache kept; shown until the server says better. */
  restore(rows) {
    for (const row of rows) this.#rows.set(row.conversation, shallowReactive({ ...row }));
    this.version.value++;
  }

  /** Takes what `conversation.list` said. @param {object[]} told */
  merge(told) {
    for (const one of told) this.#put(mergeRow(this.#rows.get(one.conversation), one));
    this.version.value++;
  }

  /** @param {Partial<import('./conversations.js').Row>} change */
  change(conversation, change) {
    const row = this.#rows.get(conversation);
    if (!row) return;
    Object.assign(row, change);
    this.#cache.keepRow(row);
    this.version.value++;
  }

  remove(conversation) {
    if (!this.#rows.delete(conversation)) return;
    this.#cache.drop(conversation);
    this.version.value++;
  }

  /**
   * Those that the whole list did not name are gone; one in which nothing was said yet is this
   * page's own and stays.
   * @param {Set<string>} named
   */
  keepOnly(named) {
    for (const [conversation, row] of [...this.#rows]) {
      if (row.head > 0 && !named.has(conversation)) this.remove(conversation);
    }
  }

  clear() {
    this.#rows.clear();
    this.complete.value = false;
    this.version.value++;
  }

  get unread() {
    return unreadOfAll(this.#rows.values());
  }

  #put(row) {
    const held = this.#rows.get(row.conversation);
    if (held) Object.assign(held, row);
    else this.#rows.set(row.conversation, shallowReactive(row));
    this.#cache.keepRow(row);
  }
}
