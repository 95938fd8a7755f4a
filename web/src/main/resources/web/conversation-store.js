/// The rows of the list, kept reactive and in the cache.

import { shallowReactive, shallowRef } from './vue.js';
import { mergeRow, readAhead, unreadOfAll } from './conversations.js';

const FIELDS = ['title', 'head', 'read', 'unread', 'mentioned', 'muted', 'pinned', 'peerRead'];

export class ConversationStore {
  // Each row twice: as it is, for sorting ten thousand of them, and reactive, for its line.
  #plain = new Map();
  #reactive = new Map();
  #cache;

  /** @param {import('./cache.js').Cache} cache */
  constructor(cache) {
    this.#cache = cache;
    /** Rises when a row came, went or changed. */
    this.version = shallowRef(0);
    /** Whether all pages were read once. */
    this.complete = shallowRef(false);
    /** Whether the server has told of the newest since the page was opened. */
    this.fresh = shallowRef(false);
  }

  /** The reactive row. @returns {import('./conversations.js').Row|undefined} */
  row(conversation) {
    const plain = this.#plain.get(conversation);
    if (!plain) return undefined;
    let row = this.#reactive.get(conversation);
    if (!row) {
      row = shallowReactive(plain);
      this.#reactive.set(conversation, row);
    }
    return row;
  }

  /** All rows as they are, for reading alone; `version` says when to look again. */
  rows() {
    return [...this.#plain.values()];
  }

  /** What the cache kept; shown until the server says better. */
  restore(rows) {
    for (const row of rows) {
      if (!this.#plain.has(row.conversation)) {
        this.#plain.set(row.conversation, { ...row, waiting: undefined });
      }
    }
    this.version.value++;
  }

  /**
   * Takes what `conversation.list` said.
   * @param {object[]} told
   * @returns {{conversation: string, read: number}[]} marks of reading that the list did not know
   */
  merge(told) {
    let changed = false;
    const ahead = [];
    for (const one of told) {
      const held = this.#plain.get(one.conversation);
      const read = readAhead(held, one);
      if (read) ahead.push({ conversation: one.conversation, read });
      const row = mergeRow(held, one);
      if (held && isSame(held, row)) continue;
      changed = true;
      if (held) Object.assign(this.row(one.conversation), row);
      else this.#plain.set(one.conversation, row);
      this.#cache.keepRow(this.#plain.get(one.conversation));
    }
    if (changed) this.version.value++;
    return ahead;
  }

  /** @param {Partial<import('./conversations.js').Row>} change */
  change(conversation, change) {
    const row = this.row(conversation);
    if (!row) return;
    Object.assign(row, change);
    this.#cache.keepRow(this.#plain.get(conversation));
    this.version.value++;
  }

  /** What waits to be sent stands in the row at once. @param {object|undefined} waiting */
  wait(conversation, waiting) {
    const row = this.row(conversation);
    if (!row || row.waiting === waiting) return;
    row.waiting = waiting;
    this.version.value++;
  }

  remove(conversation) {
    if (!this.#plain.delete(conversation)) return;
    this.#reactive.delete(conversation);
    this.#cache.drop(conversation);
    this.version.value++;
  }

  /**
   * Those that the whole list did not name are gone; one in which nothing was said yet is this
   * page's own and stays.
   * @param {Set<string>} named
   */
  keepOnly(named) {
    for (const row of this.rows()) {
      if (row.head > 0 && !named.has(row.conversation)) this.remove(row.conversation);
    }
  }

  clear() {
    this.#plain.clear();
    this.#reactive.clear();
    this.complete.value = false;
    this.fresh.value = false;
    this.version.value++;
  }

  get unread() {
    return unreadOfAll(this.#plain.values());
  }
}

const isSame = (held, row) => FIELDS.every((field) => held[field] === row[field])
  && held.last?.seq === row.last?.seq && held.last?.fromName === row.last?.fromName
  && held.last?.recalled === row.last?.recalled && held.last?.editedAt === row.last?.editedAt;
