/// What was written and is not acknowledged: kept on disk before it is sent, sent again with the
/// same key until the server has it (P-18 makes a second sending harmless).
///
/// Every item belongs to the tab that wrote it. A tab that is gone leaves orphans; whoever notices
/// adopts them under a lock. So several tabs never send the same item at once.

import { Refused } from './protocol.js';

const AGAIN_FIRST_MS = 1000;
const AGAIN_LAST_MS = 30_000;
const FAULTS_MOST = 4;
/** What another tab sends is shown here when it waits longer than sending usually takes. */
const FOREIGN_SHOWN_AFTER_MS = 2000;

/**
 * @typedef {{key: string, userId: number, tab: string, to: string, text: string, at: number,
 *   replyTo?: number, mentions?: number[]|'all', state: 'pending'|'failed', error?: string,
 *   code?: number}} Item
 */

export class Outbox {
  #database;
  #send;
  #on;
  #tabs;
  #items = new Map();
  #busy = new Set();
  #tries = new Map();
  #userId = 0;
  #online = false;

  /**
   * @param {import('./database.js').Database} database
   * @param {import('./tabs.js').Tabs} tabs
   * @param {(item: Item) => Promise<object>} send the reply's data, or `Refused`
   * @param {{changed: (conversation: string) => void,
   *   stored: (item: Item, reply: object) => void}} on
   */
  constructor(database, tabs, send, on) {
    this.#database = database;
    this.#tabs = tabs;
    this.#send = send;
    this.#on = on;
    tabs.heard('outbox', (message) => this.#heard(message));
  }

  /** Begins to work for this user. */
  async open(userId) {
    this.#userId = userId;
    this.#items.clear();
    this.#tries.clear();
    await this.adopt();
  }

  /** Takes over what tabs that are gone left behind; shows what other tabs have. */
  async adopt() {
    const userId = this.#userId;
    if (!userId) return;
    await this.#tabs.exclusively('adopt', async () => {
      const living = await this.#tabs.living();
      const items = await this.#database.allOf('outbox', userId);
      for (const item of items.sort((a, b) => a.at - b.at)) {
        if (this.#items.has(item.key)) continue;
        if (item.tab !== this.#tabs.id && !living.has(item.tab)) {
          item.tab = this.#tabs.id;
          await this.#database.putAll('outbox', [item]);
        }
        this.#items.set(item.key, item);
        this.#on.changed(item.to);
      }
    });
    this.#sendAll();
  }

  /** What waits in one conversation, oldest first. @returns {Item[]} */
  of(conversation) {
    return this.#all(conversation).filter((item) => item.tab === this.#tabs.id
      || item.state === 'failed' || Date.now() - item.at > FOREIGN_SHOWN_AFTER_MS);
  }

  #all(conversation) {
    return [...this.#items.values()].filter((item) => item.to === conversation)
      .sort((a, b) => a.at - b.at);
  }

  get size() {
    return this.#items.size;
  }

  /** Keeps a message and sends it as soon as may be. */
  async add(message) {
    const item = {
      ...message, key: crypto.randomUUID?.() ?? randomKey(), userId: this.#userId,
      tab: this.#tabs.id, at: Date.now(), state: 'pending',
    };
    this.#items.set(item.key, item);
    this.#on.changed(item.to);
    await this.#keep(item);
    this.#sendNext(item.to);
    return item;
  }

  /** Sends a failed one again, with its key. */
  async retry(key) {
    const item = this.#items.get(key);
    if (!item) return;
    const pending = { ...item, state: 'pending', tab: this.#tabs.id, error: undefined };
    this.#items.set(key, pending);
    this.#on.changed(item.to);
    await this.#keep(pending);
    this.#sendNext(item.to);
  }

  /** Drops a message that shall not be sent. */
  remove(key) {
    const item = this.#items.get(key);
    if (item) this.#gone(item);
  }

  /** Whether there is a server to send to. @param {boolean} online */
  setOnline(online) {
    this.#online = online;
    if (online) this.adopt();
  }

  /** This tab sends no more; another may take over what it has. */
  async release() {
    this.#online = false;
    const own = [...this.#items.values()].filter((item) => item.tab === this.#tabs.id)
      .map((item) => ({ ...item, tab: '' }));
    for (const item of own) this.#items.set(item.key, item);
    await this.#database.putAll('outbox', own);
    if (own.length) this.#tabs.say('outbox', { what: 'released', item: own[0] });
  }

  #sendAll() {
    for (const to of new Set([...this.#items.values()].map((item) => item.to))) {
      this.#sendNext(to);
    }
  }

  /** One at a time in each conversation, so that what was written first stands first. */
  async #sendNext(to) {
    if (!this.#online || this.#busy.has(to)) return;
    const item = this.#all(to).find((waiting) =>
      waiting.state === 'pending' && waiting.tab === this.#tabs.id);
    if (!item) return;
    this.#busy.add(to);
    let again = 0;
    try {
      const reply = await this.#send(item);
      this.#on.stored(item, reply);
      this.#gone(item);
    } catch (refused) {
      again = this.#refused(item, refused);
    }
    if (again > 0) await new Promise((resolve) => setTimeout(resolve, again));
    this.#busy.delete(to);
    if (again >= 0) this.#sendNext(to);
  }

  /** @returns how long to wait before the next, in ms; below 0: until the connection is back */
  #refused(item, refused) {
    if (!(refused instanceof Refused)) throw refused;
    const tries = (this.#tries.get(item.key) ?? 0) + 1;
    if (refused.code === 0 || refused.code === 401) return this.#online ? AGAIN_FIRST_MS : -1;
    this.#tries.set(item.key, tries);
    if (refused.passing && (refused.code !== 500 || tries < FAULTS_MOST)) {
      return refused.retryAfterMs ?? Math.min(AGAIN_LAST_MS, AGAIN_FIRST_MS * 2 ** tries);
    }
    const failed = { ...item, state: 'failed', error: refused.message, code: refused.code };
    this.#items.set(item.key, failed);
    this.#on.changed(item.to);
    this.#keep(failed);
    return 0;
  }

  async #keep(item) {
    await this.#database.putAll('outbox', [item]);
    this.#tabs.say('outbox', { what: 'kept', item });
  }

  #gone(item) {
    this.#items.delete(item.key);
    this.#tries.delete(item.key);
    this.#database.deleteAll('outbox', [item.key]);
    this.#tabs.say('outbox', { what: 'gone', item });
    this.#on.changed(item.to);
  }

  #heard({ what, item }) {
    if (item.userId !== this.#userId) return;
    if (what === 'released') {
      if (this.#online) {
        this.#forgetOthers();
        this.adopt();
      }
      return;
    }
    if (what === 'gone') this.#items.delete(item.key);
    else {
      this.#items.set(item.key, item);
      setTimeout(() => this.#on.changed(item.to), FOREIGN_SHOWN_AFTER_MS + 100);
    }
    this.#on.changed(item.to);
  }

  /** What other tabs had is read anew by the next `adopt`. */
  #forgetOthers() {
    for (const [key, item] of this.#items) {
      if (item.tab !== this.#tabs.id) this.#items.delete(key);
    }
  }
}

/** For pages that come over plain HTTP from another machine, where randomUUID is missing. */
function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
