/// What was read last, kept for an instant start: rows, the newest page of conversations, facts.
/// A copy: losing it costs a moment, never a message.

const WRITE_AFTER_MS = 1500;
const PAGE_ENTRIES = 60;
/** So many rows are read before the first drawing; the others follow. */
const FIRST_ROWS = 120;
/** With a user's id it notes that what is kept of that user is to be forgotten. */
const FORGET = 'throng.forget.';

export class Cache {
  #database;
  #userId = 0;
  #rows = new Map();
  #pages = new Map();
  #timer = 0;
  #first = () => [];
  /** What the last closing waits for. */
  #closed = undefined;

  /** @param {import('./database.js').Database} database */
  constructor(database) {
    this.#database = database;
    addEventListener('pagehide', () => this.flush());
    this.#forgetNoted();
  }

  /**
   * Begins to work for this user.
   * @param {() => object[]} first the rows that stand first, to be kept apart
   * @returns what was kept of the first rows, and the epoch they belong to
   */
  async open(userId, first) {
    await this.#forgetNoted();
    this.#userId = userId;
    this.#first = first;
    const [rows, epoch] = await Promise.all([
      this.#database.get('facts', [userId, 'first']),
      this.#database.get('facts', [userId, 'epoch']),
    ]);
    return { rows: rows?.value ?? [], epoch: epoch?.value ?? '' };
  }

  /** All rows that were kept; reading thousands takes a moment. */
  async rows() {
    const rows = await this.#database.allOf('rows', this.#userId);
    return rows.map((kept) => kept.row);
  }

  /** The newest entries kept of a conversation. @returns {Promise<object[]>} */
  async page(conversation) {
    const kept = await this.#database.get('pages', [this.#userId, conversation]);
    return kept?.entries ?? [];
  }

  keepRow(row) {
    if (!this.#userId) return;
    this.#rows.set(row.conversation, row);
    this.#later();
  }

  keepPage(conversation, entries) {
    if (!this.#userId) return;
    this.#pages.set(conversation, entries.slice(-PAGE_ENTRIES));
    this.#later();
  }

  keepEpoch(epoch) {
    return this.#database.putAll('facts', [{ userId: this.#userId, name: 'epoch', value: epoch }]);
  }

  async drop(conversation) {
    this.#rows.delete(conversation);
    this.#pages.delete(conversation);
    const key = [this.#userId, conversation];
    await this.#database.deleteAll('rows', [key]);
    await this.#database.deleteAll('pages', [key]);
  }

  /**
   * Nobody is logged in here any more. What was not written yet is not written: another tab may
   * have logged out and erased the rest.
   * @param {{erase: boolean}} how whether what was written is forgotten, too: now, and once more
   *   when a page starts or somebody logs in, since this page may be closed before the browser has
   *   done it, and another one may be writing at this moment
   */
  async close({ erase }) {
    if (this.#userId) {
      if (erase) note(this.#userId);
      this.#closed = erase ? this.clear() : this.#drop();
      this.#userId = 0;
    }
    await this.#closed;
  }

  /** Forgets all there is of this user here; the outbox is not here. */
  async clear() {
    this.#drop();
    await this.#clearOf(this.#userId);
  }

  /** Finishes what was noted to be forgotten. */
  async #forgetNoted() {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(FORGET))) {
      const done = await this.#clearOf(Number(key.slice(FORGET.length)));
      if (done) localStorage.removeItem(key);
    }
  }

  async #clearOf(userId) {
    const done = await Promise.all(['rows', 'pages', 'facts'].map((store) =>
      this.#database.clearOf(store, userId)));
    return done.every(Boolean);
  }

  #drop() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#rows.clear();
    this.#pages.clear();
  }

  flush() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const userId = this.#userId;
    // Another tab has logged out, which this one was not told yet.
    if (localStorage.getItem(FORGET + userId)) this.#drop();
    const rows = [...this.#rows].map(([conversation, row]) => ({ userId, conversation, row }));
    const pages = [...this.#pages].map(([conversation, entries]) => ({
      userId, conversation, entries,
    }));
    this.#rows.clear();
    this.#pages.clear();
    if (rows.length) {
      this.#database.putAll('rows', rows);
      const value = this.#first().slice(0, FIRST_ROWS);
      this.#database.putAll('facts', [{ userId, name: 'first', value }]);
    }
    if (pages.length) this.#database.putAll('pages', pages);
  }

  #later() {
    if (!this.#timer) this.#timer = setTimeout(() => this.flush(), WRITE_AFTER_MS);
  }
}

/** @param {number} userId */
function note(userId) {
  try {
    localStorage.setItem(FORGET + userId, '1');
  } catch {
    // Full: then only this page does it.
  }
}
