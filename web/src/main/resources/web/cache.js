/// What was read last, kept for an instant start: rows, the newest page of conversations, facts.
/// A copy: losing it costs a moment, never a message.

const WRITE_AFTER_MS = 1500;
const PAGE_ENTRIES = 60;

export class Cache {
  #database;
  #userId = 0;
  #rows = new Map();
  #pages = new Map();
  #timer = 0;

  /** @param {import('./database.js').Database} database */
  constructor(database) {
    this.#database = database;
    addEventListener('pagehide', () => this.flush());
  }

  /** Begins to work for this user. @returns what was kept: rows and the epoch they belong to */
  async open(userId) {
    this.#userId = userId;
    const [rows, epoch] = await Promise.all([
      this.#database.allOf('rows', userId),
      this.#database.get('facts', [userId, 'epoch']),
    ]);
    return { rows: rows.map((kept) => kept.row), epoch: epoch?.value ?? '' };
  }

  /** The newest entries kept of a conversation. @returns {Promise<object[]>} */
  async page(conversation) {
    const kept = await this.#database.get('pages', [this.#userId, conversation]);
    return kept?.entries ?? [];
  }

  keepRow(row) {
    this.#rows.set(row.conversation, row);
    this.#later();
  }

  keepPage(conversation, entries) {
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

  /** Forgets all there is of this user here; the outbox is not here. */
  async clear() {
    this.#rows.clear();
    this.#pages.clear();
    await this.#database.clearOf('rows', this.#userId);
    await this.#database.clearOf('pages', this.#userId);
    await this.#database.clearOf('facts', this.#userId);
  }

  flush() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const userId = this.#userId;
    const rows = [...this.#rows].map(([conversation, row]) => ({
      userId, conversation, row: JSON.parse(JSON.stringify(row)),
    }));
    const pages = [...this.#pages].map(([conversation, entries]) => ({
      userId, conversation, entries: JSON.parse(JSON.stringify(entries)),
    }));
    this.#rows.clear();
    this.#pages.clear();
    if (rows.length) this.#database.putAll('rows', rows);
    if (pages.length) this.#database.putAll('pages', pages);
  }

  #later() {
    if (!this.#timer) this.#timer = setTimeout(() => this.flush(), WRITE_AFTER_MS);
  }
}
