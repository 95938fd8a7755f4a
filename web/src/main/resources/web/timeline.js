/// The entries of one conversation that are held, without a gap, and how they grow. Pure.
///
/// A timeline is one window `entries[0] .. entries[n-1]` of the log with rising `seq`. It is
/// *attached* when its end is the head of the conversation, so that what is pushed can be put
/// behind it; a jump to an old message makes a window elsewhere.

import { isCountable, isMentioned, UNREAD_MOST } from './protocol.js';

/** More entries than this are not held; the far end is let go. */
export const HELD_MOST = 1500;

export class Timeline {
  constructor() {
    /** @type {object[]} */
    this.entries = [];
    this.topReached = false;
    this.bottomReached = false;
  }

  get empty() {
    return this.entries.length === 0;
  }

  /** The first number held, 0 if none. */
  get first() {
    return this.entries.length ? this.entries[0].seq : 0;
  }

  /** The last number held, 0 if none. */
  get last() {
    return this.entries.length ? this.entries[this.entries.length - 1].seq : 0;
  }

  /** Begins anew with a page. */
  reset(entries, { topReached, bottomReached }) {
    this.entries = entries.slice();
    this.topReached = topReached;
    this.bottomReached = bottomReached;
  }

  /**
   * Puts one entry behind the end if it is the next one.
   * @returns {'added'|'known'|'gap'|'apart'} `apart`: this window does not reach the head
   */
  append(entry) {
    if (!this.bottomReached) return 'apart';
    if (this.empty || entry.seq === this.last + 1) {
      this.entries.push(entry);
      this.#trim('top');
      return 'added';
    }
    return entry.seq <= this.last ? 'known' : 'gap';
  }

  /**
   * Puts an older page before the beginning.
   * @param {number} before where it was asked for; the window may be elsewhere by now
   * @returns how many were new
   */
  prependPage(entries, more, before) {
    if (before < this.first) return 0;
    const fresh = entries.filter((entry) => this.empty || entry.seq < this.first);
    this.entries.unshift(...fresh);
    if (!more) this.topReached = true;
    this.#trim('bottom');
    return fresh.length;
  }

  /**
   * Puts a newer page behind the end.
   * @param {number} after where it was asked for; the window may be elsewhere by now
   * @returns how many were new
   */
  appendPage(entries, more, after) {
    if (after > this.last) return 0;
    const fresh = entries.filter((entry) => entry.seq > this.last);
    this.entries.push(...fresh);
    this.bottomReached = !more;
    this.#trim('top');
    return fresh.length;
  }

  /** The head moved to `head` without what lies between: the end is no longer the head. */
  headMoved(head) {
    if (head > this.last) this.bottomReached = false;
  }

  /** Index of the entry with this number, or -1. */
  indexOf(seq) {
    let low = 0;
    let high = this.entries.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const at = this.entries[middle].seq;
      if (at === seq) return middle;
      if (at < seq) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** @returns {object|undefined} */
  entry(seq) {
    return this.entries[this.indexOf(seq)];
  }

  /**
   * What is unread after `read`, or null when what is held does not say.
   * @param {number} read
   * @param {number} head
   * @param {number} me
   * @returns {{unread: number, mentioned: boolean}|null}
   */
  unreadAfter(read, head, me) {
    if (head <= read) return { unread: 0, mentioned: false };
    if (!this.bottomReached || this.last !== head || this.first > read + 1) return null;
    const unread = this.entries.filter((entry) =>
      entry.seq > read && entry.from !== me && isCountable(entry));
    return {
      unread: Math.min(UNREAD_MOST, unread.length),
      mentioned: unread.some((entry) => isMentioned(entry, me)),
    };
  }

  #trim(end) {
    const over = this.entries.length - HELD_MOST;
    if (over <= 0) return;
    if (end === 'top') {
      this.entries.splice(0, over);
      this.topReached = false;
    } else {
      this.entries.splice(HELD_MOST, over);
      this.bottomReached = false;
    }
  }
}

/**
 * Where the line "new messages" goes: before the first countable entry of somebody else after
 * `read`. @returns the number of that entry, 0 for none
 */
export function unreadLineAt(entries, read, me) {
  const first = entries.find((entry) =>
    entry.seq > read && entry.from !== me && isCountable(entry));
  return first ? first.seq : 0;
}

/** The first entry after `after` that mentions the user; 0 if there is none. */
export function mentionAfter(entries, after, me) {
  const found = entries.find((entry) => entry.seq > after && isMentioned(entry, me));
  return found ? found.seq : 0;
}
