/// This user's marks of reading on their way to the server (P-23): gathered for a moment, sent
/// again when they were refused for a while, kept while there is no server.

import { Refused } from './protocol.js';

const SEND_AFTER_MS = 250;

export class ReadMarks {
  #request;
  #stored;
  #waiting = new Map();
  #online = false;
  #timer = 0;
  #refusals = 0;
  /** Rises when all is forgotten: what is answered after that is of no concern. */
  #life = 0;

  /**
   * @param {(type: string, data?: object) => Promise<object>} request
   * @param {(conversation: string) => void} stored the server has all marks of this conversation
   */
  constructor(request, stored) {
    this.#request = request;
    this.#stored = stored;
  }

  /** Everything up to `seq` was read. @param {string} conversation @param {number} seq */
  add(conversation, seq) {
    this.#keep(conversation, seq);
    if (!this.#timer) this.#sendIn(SEND_AFTER_MS);
  }

  /** Whether there is a server to send to. @param {boolean} online */
  setOnline(online) {
    this.#online = online;
    this.#refusals = 0;
    this.send();
  }

  /** Sends what waits, now. */
  send() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (!this.#online) return;
    const marks = this.#waiting;
    this.#waiting = new Map();
    for (const [conversation, seq] of marks) this.#sendOne(conversation, seq, this.#life);
  }

  async #sendOne(conversation, seq, life) {
    try {
      await this.#request('conversation.read', { conversation, seq });
      this.#refusals = 0;
      if (life === this.#life && !this.#waiting.has(conversation)) this.#stored(conversation);
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      if (life !== this.#life || !refused.passing) return;
      this.#keep(conversation, seq);
      if (!this.#timer) this.#sendIn(refused.againMs(this.#refusals++));
    }
  }

  #keep(conversation, seq) {
    this.#waiting.set(conversation, Math.max(seq, this.#waiting.get(conversation) ?? 0));
  }

  /** Forgets all marks: another user, or other numbers. */
  clear() {
    this.#life++;
    this.#waiting.clear();
  }

  #sendIn(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.send(), ms);
  }
}
