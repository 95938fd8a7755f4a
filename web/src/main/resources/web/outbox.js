/// What was written and is not acknowledged: kept on disk before it is sent, sent again with the
/// same key until the server has it (P-18 makes a second sending harmless).
///
/// Every item belongs to the tab that wrote it, which alone sends it. What a tab leaves behind that
/// is gone, and what one that is paused gave away, belongs to nobody: a tab that is online adopts
/// it under a lock. So several tabs never send the same item at once. Of the items of others the
/// disk is the truth; what is held of them here is for showing.

import { Refused } from './protocol.js';

/** The connection is there, but an answer did not come. */
const NO_ANSWER_AGAIN_MS = 1000;
const FAULTS_MOST = 4;
/** What another tab sends is shown here when it waits longer than sending usually takes. */
const FOREIGN_SHOWN_AFTER_MS = 2000;

/**
 * @typedef {{key: string, userId: number, tab: string, to: string, text: string, at: number,
 *   replyTo?: number, mentions?: number[]|'all', state: 'pending'|'failed', error?: string,
 *   code?: number}} Item `tab`: whose it is, empty if nobody's
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
  /** Another tab has this one's place: what is written here is for the others to send. */
  #released = false;
  /** While the disk is read: the keys that were done with meanwhile. */
  #dropped = null;
  /** Tabs whose end is waited for. */
  #awaited = new Set();

  /**
   * @param {import('./database.js').Database} database
   * @param {import('./tabs.js').Tabs} tabs
   * @param {(item: Item) => Promise<object>} send the reply's data, or `Refused`
   * @param {{changed: (conversation: string) => void,
   *   stored: (item: Item, reply: object) => void,
   *   storedElsewhere: (item: Item, reply: object) => void}} on `storedElsewhere`: another tab
   *   sent it while this one was without a server
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
    this.#released = false;
    this.#items.clear();
    this.#tries.clear();
    await this.adopt();
  }

  /** Takes over what is nobody's, unless this tab is paused; shows what other tabs have. */
  async adopt() {
    if (!this.#userId) return;
    await this.#tabs.exclusively('adopt', () => this.#adopt(this.#userId));
    this.#sendAll();
  }

  async #adopt(userId) {
    const dropped = this.#dropped = new Set();
    const living = await this.#tabs.living();
    const kept = await this.#database.allOf('outbox', userId);
    this.#dropped = null;
    if (userId !== this.#userId) return;
    const items = kept.filter((item) => !dropped.has(item.key)).sort((a, b) => a.at - b.at);
    const orphans = this.#released ? []
      : items.filter((item) => !this.#isOwn(item) && !living.has(item.tab));
    for (const item of orphans) item.tab = this.#tabs.id;
    this.#take(items);
    if (orphans.length) await this.#database.putAll('outbox', orphans);
  }

  /** Holds what is on the disk. One's own may be further here: on the way to the disk. */
  #take(items) {
    const changed = new Set();
    const there = new Set(items.map((item) => item.key));
    for (const [key, item] of this.#items) {
      if (this.#isOwn(item) || there.has(key)) continue;
      this.#items.delete(key);
      changed.add(item.to);
    }
    for (const item of items) {
      const held = this.#items.get(item.key);
      if (held && this.#isOwn(held)) continue;
      this.#items.set(item.key, item);
      this.#awaitEnd(item.tab);
      changed.add(item.to);
    }
    for (const conversation of changed) this.#on.changed(conversation);
  }

  #isOwn(item) {
    return item.tab === this.#tabs.id;
  }

  /** Another tab may be closed with something unsent. */
  #awaitEnd(tab) {
    if (!tab || tab === this.#tabs.id || this.#awaited.has(tab)) return;
    this.#awaited.add(tab);
    this.#tabs.ended(tab).then(() => {
      this.#awaited.delete(tab);
      if (this.#online) this.adopt();
    });
  }

  /** What waits in one conversation, oldest first. @returns {Item[]} */
  of(conversation) {
    return this.#all(conversation).filter((item) => this.#isOwn(item) || !item.tab
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
      tab: this.#owner(), at: Date.now(), state: 'pending',
    };
    await this.#post(item);
    return item;
  }

  /** Sends a failed one again, with its key. */
  async retry(key) {
    const item = this.#items.get(key);
    if (!item) return;
    await this.#post({ ...item, state: 'pending', tab: this.#owner(), error: undefined });
  }

  /** Whose it is what is written here now. */
  #owner() {
    return this.#released ? '' : this.#tabs.id;
  }

  async #post(item) {
    this.#items.set(item.key, item);
    this.#on.changed(item.to);
    await this.#keep(item);
    if (item.tab) this.#sendNext(item.to);
    else if (this.#released) this.#tabs.say('outbox', { what: 'released', item });
    // This tab got its place back while it wrote.
    else this.adopt();
  }

  /** Drops a message that shall not be sent. */
  remove(key) {
    const item = this.#items.get(key);
    if (item) this.#gone(item);
  }

  /** Whether there is a server to send to. @param {boolean} online */
  setOnline(online) {
    this.#online = online;
    if (!online) return;
    this.#released = false;
    this.adopt();
  }

  /** This tab sends no more; another may take over what it has. */
  async release() {
    this.#online = false;
    this.#released = true;
    await this.#tabs.exclusively('adopt', async () => {
      if (!this.#released) return;
      const own = [...this.#items.values()].filter((item) => this.#isOwn(item))
        .map((item) => ({ ...item, tab: '' }));
      if (!own.length) return;
      for (const item of own) this.#items.set(item.key, item);
      await this.#database.putAll('outbox', own);
      this.#tabs.say('outbox', { what: 'released', item: own[0] });
    });
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
      waiting.state === 'pending' && this.#isOwn(waiting));
    if (!item) return;
    this.#busy.add(to);
    let again = 0;
    try {
      const reply = await this.#send(item);
      this.#on.stored(item, reply);
      this.#gone(item, reply);
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
    if (refused.code === 0 || refused.code === 401) return this.#online ? NO_ANSWER_AGAIN_MS : -1;
    this.#tries.set(item.key, tries);
    if (refused.passing && (refused.code !== 500 || tries < FAULTS_MOST)) {
      return refused.againMs(tries);
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

  /** @param {object} [reply] the server's, if it has the item */
  async #gone(item, reply) {
    this.#drop(item);
    await this.#database.deleteAll('outbox', [item.key]);
    this.#tabs.say('outbox', { what: 'gone', item, reply });
  }

  #drop(item) {
    this.#dropped?.add(item.key);
    this.#items.delete(item.key);
    this.#tries.delete(item.key);
    this.#on.changed(item.to);
  }

  #heard({ what, item, reply }) {
    if (item.userId !== this.#userId) return;
    if (what === 'released') {
      if (this.#online) this.adopt();
    } else if (what === 'gone') {
      if (reply && !this.#online) this.#on.storedElsewhere(item, reply);
      this.#drop(item);
    } else {
      this.#items.set(item.key, item);
      this.#awaitEnd(item.tab);
      this.#on.changed(item.to);
      setTimeout(() => this.#on.changed(item.to), FOREIGN_SHOWN_AFTER_MS + 100);
    }
  }
}

/** For pages that come over plain HTTP from another machine, where randomUUID is missing. */
function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
