/// The timelines that are open or were lately: reading pages, catching up, jumping.

import { shallowReactive } from './vue.js';
import { Refused } from './protocol.js';
import { mentionAfter, Timeline } from './timeline.js';

const HELD_CONVERSATIONS = 20;
const PAGE = 80;
const BEFORE_UNREAD = 30;
/** A longer gap is not read through: the newest page is. */
const CATCH_UP_MOST = 600;
/** So many pages are read on for somebody who looks for a mention. */
const MENTION_PAGES_MOST = 25;
/** After a failure the views may ask again this much later. */
const AGAIN_AFTER_MS = 3000;

/**
 * @typedef {{conversation: string, timeline: Timeline, version: number, loading: ''|'older'|
 *   'newer'|'page', error: string, askAt: number, caughtUp: number}} Held `caughtUp` rises when
 *   newer entries were read that had not been pushed
 */

export class Timelines {
  #request;
  #cache;
  #conversations;
  #learned;
  #held = new Map();
  #catching = new Map();

  /**
   * @param {(type: string, data?: object) => Promise<object>} request
   * @param {import('./cache.js').Cache} cache
   * @param {import('./conversation-store.js').ConversationStore} conversations
   * @param {(entries: object[]) => void} learned names and the like
   */
  constructor(request, cache, conversations, learned) {
    this.#request = request;
    this.#cache = cache;
    this.#conversations = conversations;
    this.#learned = learned;
  }

  /** @returns {Held|undefined} */
  held(conversation) {
    return this.#held.get(conversation);
  }

  all() {
    return [...this.#held.values()];
  }

  /** The timeline of a conversation that is shown, made if need be. @returns {Held} */
  open(conversation) {
    let held = this.#held.get(conversation);
    if (held) {
      this.#held.delete(conversation);
    } else {
      held = shallowReactive({
        conversation, timeline: new Timeline(), version: 0, loading: '', error: '', askAt: 0,
        caughtUp: 0,
      });
    }
    this.#held.set(conversation, held);
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= HELD_CONVERSATIONS) break;
      this.#held.delete(oldest);
    }
    return held;
  }

  drop(conversation) {
    this.#held.delete(conversation);
    this.#catching.delete(conversation);
  }

  /** Sequence numbers changed their meaning (P-26), or another user came. */
  dropAll() {
    this.#held.clear();
    this.#catching.clear();
  }

  /**
   * Shows what is at hand: the cache first, then the page with the first unread entry, or the
   * newest one.
   */
  async load(conversation) {
    const held = this.open(conversation);
    const row = this.#conversations.row(conversation);
    const { timeline } = held;
    if (timeline.empty) await this.#fromCache(held, row);
    const read = row?.read ?? 0;
    const unread = row?.unread > 0;
    const here = unread ? read + 1 : row?.head ?? 0;
    const shown = !timeline.empty && here >= timeline.first && here <= timeline.last;
    if (shown && timeline.bottomReached) return held;
    if (shown && timeline.last < (row?.head ?? 0)) await this.catchUp(conversation);
    else if (unread) await this.#page(held, { after: Math.max(0, read - BEFORE_UNREAD) }, true);
    else await this.#page(held, {}, true);
    return held;
  }

  async #fromCache(held, row) {
    const entries = await this.#cache.page(held.conversation);
    if (!held.timeline.empty || !entries.length) return;
    const last = entries[entries.length - 1].seq;
    held.timeline.reset(entries, {
      topReached: false, bottomReached: last === (row?.head ?? last),
    });
    this.#learned(entries);
    held.version++;
  }

  /** Replaces the window by the one around an entry. */
  async jump(conversation, seq) {
    const held = this.open(conversation);
    if (held.timeline.indexOf(seq) >= 0) return true;
    await this.#page(held, { after: Math.max(0, seq - BEFORE_UNREAD) }, true);
    return held.timeline.indexOf(seq) >= 0;
  }

  /** Replaces the window by the newest one. */
  async jumpToEnd(conversation) {
    const held = this.open(conversation);
    if (!held.timeline.bottomReached) await this.#page(held, {}, true);
  }

  /**
   * The next entry that mentions the user; 0 if there is none, or it is far away or unreachable.
   * @param {number} after behind which entry
   * @param {number} me
   */
  async nextMention(conversation, after, me) {
    const { timeline } = this.open(conversation);
    for (let pages = 0; pages <= MENTION_PAGES_MOST; pages++) {
      const found = mentionAfter(timeline.entries, after, me);
      const { last } = timeline;
      if (found || timeline.bottomReached) return found;
      await this.newer(conversation);
      if (timeline.last === last) return 0;
    }
    return 0;
  }

  async older(conversation) {
    const held = this.#held.get(conversation);
    if (!held || !mayAsk(held) || held.timeline.topReached) return;
    await this.#page(held, { before: held.timeline.first }, false);
  }

  async newer(conversation) {
    const held = this.#held.get(conversation);
    if (!held || !mayAsk(held) || held.timeline.bottomReached) return;
    await this.#page(held, { after: held.timeline.last }, false);
  }

  async #page(held, where, reset) {
    const { conversation, timeline } = held;
    held.loading = reset ? 'page' : 'before' in where ? 'older' : 'newer';
    try {
      const page = await this.#request('message.history', { conversation, limit: PAGE, ...where });
      this.#learned(page.entries);
      if (reset) this.#reset(timeline, page, where);
      else if ('before' in where) timeline.prependPage(page.entries, page.more, where.before);
      else if (timeline.appendPage(page.entries, page.more, where.after) > 0) held.caughtUp++;
      held.error = '';
      held.askAt = 0;
      this.changed(held);
      await this.#joinHead(held, page.head);
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      held.error = refused.message;
      held.askAt = Date.now() + AGAIN_AFTER_MS;
    } finally {
      held.loading = '';
    }
  }

  /** What was pushed while a page was on its way belongs behind it. */
  async #joinHead(held, head = 0) {
    const { conversation, timeline } = held;
    const known = Math.max(head, this.#conversations.row(conversation)?.head ?? 0);
    if (timeline.bottomReached && timeline.last < known) await this.catchUp(conversation);
  }

  #reset(timeline, page, where) {
    const forward = 'after' in where;
    timeline.reset(page.entries, {
      topReached: forward ? where.after === 0 : !page.more,
      bottomReached: forward ? !page.more : true,
    });
  }

  /** Tells the view, and keeps the newest page. */
  changed(held) {
    held.version++;
    const { timeline, conversation } = held;
    if (timeline.bottomReached && !timeline.empty) {
      this.#cache.keepPage(conversation, timeline.entries.slice(-60));
    }
  }

  /** There is a server again: what failed may be asked at once. */
  askAgain() {
    for (const held of this.#held.values()) {
      held.askAt = 0;
      held.version++;
    }
  }

  /** An entry that was heard: put behind the end, or read with what lies before it. */
  heard(entry) {
    const held = this.#held.get(entry.conversation);
    if (!held) return;
    const result = held.timeline.append(entry);
    if (result === 'added') this.changed(held);
    const awaited = result === 'apart' && this.#catching.has(entry.conversation);
    if (result === 'gap' || awaited) this.catchUp(entry.conversation, entry.seq);
  }

  /**
   * Reads what lies between the end of the window and the head (one run at a time).
   * @param {number} [head] as far as is known to the caller; the row may know of more
   */
  catchUp(conversation, head = 0) {
    const running = this.#catching.get(conversation);
    if (running) {
      running.head = Math.max(running.head, head);
      return running.done;
    }
    const run = { head, done: Promise.resolve() };
    this.#catching.set(conversation, run);
    run.done = this.#catchUp(conversation, run).finally(() => {
      if (this.#catching.get(conversation) === run) this.#catching.delete(conversation);
    });
    return run.done;
  }

  async #catchUp(conversation, run) {
    const held = this.#held.get(conversation);
    if (!held) return;
    const { timeline } = held;
    const knownHead = () => Math.max(run.head, this.#conversations.row(conversation)?.head ?? 0);
    const unknown = timeline.empty && !timeline.bottomReached;
    if (unknown || knownHead() - timeline.last > CATCH_UP_MOST) {
      timeline.headMoved(knownHead());
      held.version++;
      return;
    }
    for (let again = true; again;) {
      const after = timeline.last;
      const head = knownHead();
      let page;
      try {
        page = await this.#request('message.history', { conversation, after, limit: 200 });
      } catch {
        timeline.headMoved(Number.MAX_SAFE_INTEGER);
        held.version++;
        return;
      }
      this.#learned(page.entries);
      const fresh = timeline.appendPage(page.entries, page.more, after);
      if (fresh > 0) held.caughtUp++;
      this.changed(held);
      // The window was moved elsewhere meanwhile.
      if (timeline.last < after) return;
      again = fresh > 0 && page.more
        || knownHead() > timeline.last && (fresh > 0 || knownHead() > head);
    }
  }
}

/** Views ask for more whenever they were drawn; a failure must not make them ask without end. */
const mayAsk = (held) => !held.loading && !held.timeline.empty && Date.now() >= held.askAt;
