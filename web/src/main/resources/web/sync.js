/// Keeping up with the server: what a login brings, pushes, hints, heads (P-19 to P-26).

import { kindOf, peerOf, Refused } from './protocol.js';
import { entryChanges } from './conversations.js';
import { ReadMarks } from './read-marks.js';

const LIST_PAGE = 200;
const REFRESH_PAGE = 50;
const REFRESH_AFTER_MS = 60;
const RECOUNT_AFTER_MS = 1000;
const REFRESH_PAGES_MOST = 4;
const WATCH_FIRST = 200;

export class Sync {
  #request;
  #conversations;
  #timelines;
  #quotes;
  #people;
  #cache;
  #on;
  #epoch = '';
  #run = 0;
  /** What the list that is being read named, and what was heard of since it was begun. */
  #named = new Set();
  #online = false;
  #wanted = new Set();
  #refreshTimer = 0;
  #refusals = 0;
  #reads;
  /** Conversations that are read further than their count of unread ones says. */
  #uncounted = new Set();

  /**
   * @param {(type: string, data?: object) => Promise<object>} request
   * @param {{conversations: object, timelines: object, quotes: object, people: object,
   *   cache: object}} parts
   * @param {{arrived: (entry: object, row: object) => void, typed: (conversation: string,
   *   userId: number, still: boolean) => void, left: (conversation: string, what: string) => void,
   *   group: (conversation: string, what: string) => void}} on
   */
  constructor(request, parts, on) {
    this.#request = request;
    this.#conversations = parts.conversations;
    this.#timelines = parts.timelines;
    this.#quotes = parts.quotes;
    this.#people = parts.people;
    this.#cache = parts.cache;
    this.#on = on;
    this.#reads = new ReadMarks(request, (conversation) => this.#marked(conversation));
    this.me = 0;
  }

  /** The epoch that what the cache holds belongs to. @param {string} epoch */
  restored(me, epoch) {
    this.me = me;
    this.#epoch = epoch;
  }

  /** @param {object} reply of `account.login` or `account.resume` */
  async loggedIn(reply) {
    const run = this.#newRun();
    this.#online = true;
    this.me = reply.user.userId;
    if (this.#epoch && this.#epoch !== reply.epoch) await this.#newEpoch();
    this.#epoch = reply.epoch;
    this.#cache.keepEpoch(reply.epoch);
    this.#people.loggedIn(this.me, reply.everyone);
    this.#reads.setOnline(true);
    await this.#readList(run);
  }

  /** From here on the whole list is read, and what was asked for single rows is not wanted. */
  #newRun() {
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = 0;
    this.#refusals = 0;
    this.#wanted.clear();
    return ++this.#run;
  }

  /** Without a server nothing is asked; the next login begins anew. */
  lost() {
    this.#online = false;
    this.#reads.setOnline(false);
    this.#newRun();
  }

  /** History was restored from a backup: the numbers that are known mean nothing (P-26). */
  async #newEpoch() {
    this.#timelines.dropAll();
    this.#quotes.forget();
    this.#conversations.clear();
    this.#forgetReads();
    await this.#cache.clear();
  }

  /**
   * Reads the whole list, page by page; each page is shown at once. A conversation that moves
   * meanwhile may be on no page, but then it was heard of.
   */
  async #readList(run) {
    this.#named = new Set();
    let before;
    do {
      const page = await this.#patiently('conversation.list', { limit: LIST_PAGE, before }, run);
      if (run !== this.#run || !page) return;
      this.#merge(page.conversations);
      this.#conversations.fresh.value = true;
      if (!before) this.#watchPeers(page.conversations);
      before = page.next;
    } while (before);
    this.#conversations.keepOnly(this.#named);
    this.#conversations.complete.value = true;
  }

  /** @returns the reply, or null when it is refused for good or no longer wanted */
  async #patiently(type, data, run) {
    for (let tries = 0; run === this.#run; tries++) {
      try {
        return await this.#request(type, data);
      } catch (refused) {
        if (!refused.passing) return null;
        await new Promise((resolve) => setTimeout(resolve, refused.againMs(tries)));
      }
    }
    return null;
  }

  #merge(rows) {
    const ahead = this.#conversations.merge(rows);
    for (const { conversation, read } of ahead) {
      this.#reads.add(conversation, read);
      this.#uncounted.add(conversation);
    }
    const known = [];
    for (const row of rows) {
      this.#named.add(row.conversation);
      const { last } = row;
      if (last?.fromName) known.push({ userId: last.from, userName: last.fromName });
      const peer = peerOf(row.conversation);
      if (peer) known.push({ userId: peer, userName: row.title });
      const held = this.#timelines.held(row.conversation);
      if (held && held.timeline.bottomReached && held.timeline.last < row.head) {
        this.#timelines.catchUp(row.conversation);
      }
    }
    this.#people.learn(known);
  }

  #watchPeers(rows) {
    const peers = rows.map((row) => peerOf(row.conversation)).filter(Boolean);
    this.#people.watch(peers.slice(0, WATCH_FIRST));
  }

  /** @param {string} type @param {object} data */
  pushed(type, data) {
    switch (type) {
      case 'message': this.entry(data); break;
      case 'read': this.#read(data); break;
      case 'typing': this.#on.typed(data.conversation, data.userId, true); break;
      case 'presence': this.#people.pushed(data); break;
      case 'hint': this.#hint(data); break;
      case 'group': this.#group(data); break;
      default: // A push of a later version: nothing that must be known (P-8).
    }
  }

  /** The heads in the reply to `ping` (P-25). @param {Record<string, number>} heads */
  heads(heads) {
    for (const [conversation, head] of Object.entries(heads)) {
      const row = this.#conversations.row(conversation);
      if (!row || row.head < head) this.refresh(conversation);
    }
  }

  /** An entry that was pushed, or that the reply to a send stands for (P-20). */
  entry(entry) {
    this.#named.add(entry.conversation);
    this.#people.learnName(entry.from, entry.fromName);
    this.#on.typed(entry.conversation, entry.from, false);
    const row = this.#conversations.row(entry.conversation);
    if (!row) {
      this.refresh(entry.conversation);
      return;
    }
    if (entry.seq === row.head + 1) {
      this.#conversations.change(entry.conversation, entryChanges(row, entry, this.me));
      this.#timelines.heard(entry);
      this.#on.arrived(entry, row);
    } else if (entry.seq <= row.head) {
      this.#timelines.heard(entry);
    } else {
      this.#behind(entry);
    }
  }

  #behind({ conversation, seq }) {
    this.refresh(conversation);
    const held = this.#timelines.held(conversation);
    if (held?.timeline.bottomReached) this.#timelines.catchUp(conversation, seq);
  }

  #hint(data) {
    if (data.all) {
      this.#people.readAgain();
      this.#readList(this.#newRun());
      return;
    }
    this.heads(data.heads ?? {});
  }

  #group({ conversation, what }) {
    if (what === 'added') {
      this.#timelines.drop(conversation);
      this.refresh(conversation);
    }
    if (what === 'removed' || what === 'dissolved') this.gone(conversation, what);
    this.#on.group(conversation, what);
  }

  /** A conversation that is no more for this user. */
  gone(conversation, what) {
    this.#named.delete(conversation);
    this.#conversations.remove(conversation);
    this.#timelines.drop(conversation);
    this.#on.left(conversation, what);
  }

  #read({ conversation, userId, seq }) {
    const row = this.#conversations.row(conversation);
    if (!row) return;
    if (userId !== this.me) {
      const field = kindOf(conversation) === 'direct' ? 'peerRead' : 'othersRead';
      if (seq > (row[field] ?? 0)) this.#conversations.change(conversation, { [field]: seq });
      return;
    }
    if (!this.#readTo(row, seq)) this.refresh(conversation);
  }

  /**
   * Moves this user's own mark here, with the count that follows from it.
   * @returns whether it does; else the server's is needed
   */
  #readTo(row, seq) {
    if (seq <= row.read) return true;
    const left = seq >= row.head ? { unread: 0, mentioned: false }
      : this.#timelines.held(row.conversation)?.timeline.unreadAfter(seq, row.head, this.me);
    this.#conversations.change(row.conversation, { read: seq, ...left });
    return Boolean(left);
  }

  /** The reader saw everything up to `seq`: told to the server soon. */
  markRead(conversation, seq) {
    const row = this.#conversations.row(conversation);
    if (!row || seq <= row.read) return;
    if (this.#readTo(row, seq)) this.#uncounted.delete(conversation);
    else this.#uncounted.add(conversation);
    this.#reads.add(conversation, seq);
  }

  /** The server has the mark, so that its count is right now; a reader who scrolls sets many. */
  #marked(conversation) {
    if (this.#uncounted.delete(conversation)) this.refresh(conversation, RECOUNT_AFTER_MS);
  }

  /** The page is about to be gone: tells now what was read. */
  leaving() {
    this.#reads.send();
  }

  /**
   * Reads the row of a conversation anew, with those of others that are asked for meanwhile; they
   * stand first in the list. Without a server the next login does it.
   */
  refresh(conversation, afterMs = REFRESH_AFTER_MS) {
    if (!this.#online) return;
    this.#wanted.add(conversation);
    if (!this.#refreshTimer) this.#refreshIn(afterMs);
  }

  #refreshIn(ms) {
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = setTimeout(() => this.#refreshNow(this.#run), ms);
  }

  async #refreshNow(run) {
    const wanted = this.#wanted;
    this.#wanted = new Set();
    this.#refreshTimer = 0;
    try {
      let before;
      for (let pages = 0; pages < REFRESH_PAGES_MOST && wanted.size; pages++) {
        const page = await this.#request('conversation.list', { limit: REFRESH_PAGE, before });
        if (run !== this.#run) return;
        this.#merge(page.conversations);
        page.conversations.forEach((row) => wanted.delete(row.conversation));
        before = page.next;
        if (!before) break;
      }
      this.#refusals = 0;
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      // Another run reads the whole list.
      if (run !== this.#run || !refused.passing) return;
      wanted.forEach((conversation) => this.#wanted.add(conversation));
      this.#refreshIn(refused.againMs(this.#refusals++));
    }
  }

  /** A row for a conversation with somebody to whom nothing was said yet. */
  begin(conversation, title) {
    if (this.#conversations.row(conversation) || kindOf(conversation) !== 'direct') return;
    this.#people.watch([peerOf(conversation)]);
    this.#named.add(conversation);
    this.#conversations.merge([{
      conversation, title, head: 0, read: 0, unread: 0, mentioned: false, muted: false,
      pinned: false,
    }]);
  }

  /** Logged out. */
  stop() {
    this.lost();
    this.#epoch = '';
    this.#forgetReads();
  }

  #forgetReads() {
    this.#reads.clear();
    this.#uncounted.clear();
  }
}
