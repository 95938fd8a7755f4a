/// Who people are, who is there, and who is watched (P-15).

import { shallowRef } from './vue.js';
import { direct, Refused } from './protocol.js';

const WATCHED_MOST = 400;
const PAGE = 500;
const GET_MOST = 100;
const QUERY_CHARACTERS = 64;

export class People {
  #request;
  #users = new Map();
  #presence = new Map();
  #asked = new Set();
  #askTimer = 0;
  #watched = new Map();
  #online = new Map();
  #reading = 0;

  /** @param {(type: string, data?: object) => Promise<object>} request */
  constructor(request) {
    this.#request = request;
    /** Rises when anything here changed. */
    this.version = shallowRef(0);
    this.me = 0;
    this.everyone = false;
    this.total = 0;
    this.next = 0;
    this.loading = false;
  }

  /** @param {number} userId @returns {string} the name if it is known */
  nameOf(userId) {
    return this.#users.get(userId)?.userName ?? '';
  }

  /** The name, or the id; asks for the name when it is not known. */
  shownName(userId) {
    const name = this.nameOf(userId);
    if (!name) this.ask([userId]);
    return name || String(userId);
  }

  /** @returns {object|undefined} */
  user(userId) {
    return this.#users.get(userId);
  }

  /** @param {{userId: number, userName: string}[]} users */
  learn(users) {
    let changed = false;
    for (const user of users) {
      const known = this.#users.get(user.userId);
      if (known && known.userName === user.userName && !('bio' in user)) continue;
      this.#users.set(user.userId, { ...known, ...user });
      changed = true;
    }
    if (changed) this.version.value++;
  }

  /** Learns a name that came with an entry. */
  learnName(userId, userName) {
    if (userName && this.nameOf(userId) !== userName) this.learn([{ userId, userName }]);
  }

  /** Asks for those that are not known, many at once. @param {number[]} userIds */
  ask(userIds) {
    for (const userId of userIds) {
      if (!this.#users.has(userId)) this.#asked.add(userId);
    }
    if (this.#asked.size && !this.#askTimer) {
      this.#askTimer = setTimeout(() => this.#askNow(), 30);
    }
  }

  async #askNow() {
    const userIds = [...this.#asked].slice(0, GET_MOST);
    userIds.forEach((userId) => this.#asked.delete(userId));
    this.#askTimer = 0;
    if (this.#asked.size) this.ask([...this.#asked]);
    try {
      const { users } = await this.#request('user.get', { userIds });
      const found = new Set(users.map((user) => user.userId));
      const unknown = userIds.filter((userId) => !found.has(userId));
      this.learn([...users, ...unknown.map((userId) => ({ userId, userName: String(userId) }))]);
    } catch {
      // Asked again when they are shown the next time.
    }
  }

  /** All there is to say of one, for the card. */
  async fetch(userId) {
    const { users } = await this.#request('user.get', { userIds: [userId] });
    this.learn(users);
    return users[0];
  }

  /** @returns {Promise<object[]>} */
  async search(query, limit = 30) {
    const { users } = await this.#request('user.search', { query, limit });
    this.learn(users);
    return users;
  }

  /** As `search`, for fields that are typed in: nobody when it fails or nothing is asked. */
  async find(query, limit) {
    const wish = [...query.trim()].slice(0, QUERY_CHARACTERS).join('');
    if (!wish) return [];
    try {
      return await this.search(wish, limit);
    } catch {
      return [];
    }
  }

  /** @returns {{status: string, lastSeen?: number}|undefined} */
  presence(userId) {
    return this.#presence.get(userId);
  }

  statusOf(userId) {
    return this.#presence.get(userId)?.status ?? 'offline';
  }

  /** Those known to be online, by name. */
  get online() {
    return [...this.#online.values()].sort((a, b) =>
      a.userName.localeCompare(b.userName) || a.userId - b.userId);
  }

  /** A login: watches ended with the connection. */
  loggedIn(me, everyone) {
    this.me = me;
    this.everyone = everyone;
    this.readAgain();
  }

  /** What was known of presence is stale: asks again for those watched, and who is online. */
  readAgain() {
    this.#presence.clear();
    const again = [...this.#watched.keys()];
    this.#watched.clear();
    this.watch(again);
    this.readOnline();
  }

  /** Without a server nobody is known to be there. */
  lost() {
    this.#presence.clear();
    this.#online.clear();
    this.total = 0;
    this.version.value++;
  }

  /** Reads who is online: everybody while that is told, else the first page. */
  async readOnline() {
    const reading = ++this.#reading;
    this.#online.clear();
    this.next = 0;
    this.loading = true;
    this.version.value++;
    do {
      if (!await this.#readPage(reading)) break;
    } while (this.everyone && this.next);
    if (reading === this.#reading) this.loading = false;
    this.version.value++;
  }

  /** Reads one page more where not everybody is told. */
  async readMore() {
    if (this.loading || !this.next) return;
    this.loading = true;
    await this.#readPage(this.#reading);
    this.loading = false;
    this.version.value++;
  }

  async #readPage(reading) {
    try {
      const data = { limit: this.everyone ? PAGE : 100 };
      if (this.next) data.after = this.next;
      const page = await this.#request('presence.online', data);
      if (reading !== this.#reading) return false;
      this.next = page.next ?? 0;
      this.total = page.total;
      for (const user of page.users) this.#tell(user);
      this.learn(page.users);
      this.version.value++;
      return true;
    } catch {
      return false;
    }
  }

  /** The push `presence`. */
  pushed({ changes, online, everyone }) {
    // Of whom was told because everybody was, nothing more may be heard.
    if (typeof everyone === 'boolean' && everyone !== this.everyone) {
      this.everyone = everyone;
      this.readAgain();
    }
    for (const change of changes ?? []) {
      this.#tell(change);
      this.learnName(change.userId, change.userName);
    }
    if (typeof online === 'number') this.total = online;
    this.version.value++;
  }

  #tell({ userId, userName, status, lastSeen }) {
    this.#presence.set(userId, { status, lastSeen });
    if (status === 'offline') this.#online.delete(userId);
    else this.#online.set(userId, { userId, userName: userName ?? this.nameOf(userId), status });
  }

  /** Watches these from now on; those watched longest give way. @param {number[]} userIds */
  async watch(userIds) {
    const fresh = userIds.filter((userId) => userId && !this.#watched.has(userId))
      .slice(0, WATCHED_MOST);
    if (!fresh.length) return;
    fresh.forEach((userId) => this.#watched.set(userId, true));
    const over = [...this.#watched.keys()].slice(0, Math.max(0, this.#watched.size - WATCHED_MOST));
    over.forEach((userId) => this.#watched.delete(userId));
    try {
      if (over.length) await this.#request('presence.unwatch', { userIds: over });
      const { users } = await this.#request('presence.watch', { userIds: fresh });
      users.forEach((user) => this.#seen(user));
      this.version.value++;
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      // Without an answer they stay on the list, for the next login.
      if (refused.code !== 0) fresh.forEach((userId) => this.#watched.delete(userId));
    }
  }

  /** What a watch answers says nothing of a name, so it makes nobody a line of the list. */
  #seen({ userId, status, lastSeen }) {
    this.#presence.set(userId, { status, lastSeen });
    if (status === 'offline') this.#online.delete(userId);
  }

  /** Names and ids for a switcher or a completion. */
  *known() {
    for (const user of this.#users.values()) {
      yield { userId: user.userId, userName: user.userName, conversation: direct(user.userId) };
    }
  }

  forget() {
    this.#users.clear();
    this.#presence.clear();
    this.#online.clear();
    this.#watched.clear();
    this.version.value++;
  }
}
