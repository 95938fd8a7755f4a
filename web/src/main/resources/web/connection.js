/// One WebSocket to the server: requests with ids, pushes, heartbeats, coming back.
/// Says what happens by callbacks; decides nothing about accounts or conversations.

import { bytesOf, Code, Refused } from './protocol.js';

const REPLY_WITHIN_MS = 20_000;
const OPEN_WITHIN_MS = 10_000;
const BACKOFF_FIRST_MS = 500;
const BACKOFF_LAST_MS = 30_000;

/**
 * How long to wait before the next try: doubling, with half of it left to chance, so that the
 * clients of a restarted server do not come at once.
 * @param {number} tries how many have failed, from 1
 * @param {() => number} chance 0 to 1
 */
export function backoffMs(tries, chance = Math.random) {
  const most = Math.min(BACKOFF_LAST_MS, BACKOFF_FIRST_MS * 2 ** Math.min(tries - 1, 10));
  return Math.round(most / 2 + chance() * most / 2);
}

/**
 * States: `idle` (nothing wanted), `connecting`, `open` (requests go out), `waiting` (until
 * `retryAt`), `paused` (the server gave this place to another tab), `ended` (do not come back).
 */
export class Connection {
  #url;
  #socket = null;
  #nextId = 1;
  #pending = new Map();
  #tries = 0;
  #timer = 0;
  #heartbeat = 0;
  #heardAt = 0;
  #goodbye = null;

  /**
   * @param {string} url
   * @param {{opened: () => void, lost: () => void, pushed: (type: string, data: object) => void,
   *   changed: (state: string, detail: object) => void, heads: (heads: object) => void}} on
   */
  constructor(url, on) {
    this.#url = url;
    this.on = on;
    this.state = 'idle';
    this.retryAt = 0;
    /** The longest frame the server takes; its login reply says it. */
    this.frameBytes = 262_144;
  }

  /** Connects, unless that is under way; from `waiting`, `paused` and `ended` at once. */
  start() {
    if (this.state === 'connecting' || this.state === 'open') return;
    clearTimeout(this.#timer);
    this.#connect();
  }

  /** Closes and stays closed. */
  stop() {
    this.#leave('idle');
  }

  /** Gives this connection up and comes back later, as a server that is busy asks. */
  comeBack(afterMs) {
    this.#wait(afterMs);
  }

  /** @param {number} heartbeatMs as the login reply says */
  beat(heartbeatMs) {
    this.#tries = 0;
    clearInterval(this.#heartbeat);
    this.#heartbeat = setInterval(() => this.ping(), Math.max(1000, heartbeatMs * 0.9));
  }

  /** Asks whether the server is there; a connection that does not answer is dropped. */
  async ping() {
    if (this.state !== 'open') return;
    const socket = this.#socket;
    try {
      const reply = await this.request('ping', undefined, REPLY_WITHIN_MS);
      this.on.heads(reply.heads ?? {});
    } catch (refused) {
      if (refused.code === 0 && socket === this.#socket) this.#drop(socket);
    }
  }

  /**
   * @param {string} type
   * @param {object} [data]
   * @param {number} [withinMs]
   * @returns {Promise<object>} the reply's data; fails with `Refused`
   */
  request(type, data, withinMs = REPLY_WITHIN_MS) {
    if (!this.#sends()) return Promise.reject(new Refused(0, 'not connected'));
    const id = this.#nextId++;
    const frame = JSON.stringify({ type, id, data: data ?? {} });
    // The server would end the connection for it (P-2), again and again for a kept message.
    if (bytesOf(frame) > this.frameBytes) return Promise.reject(new Refused(413, 'too long'));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new Refused(0, 'no answer in time'));
      }, withinMs);
      this.#pending.set(id, { resolve, reject, timer });
      this.#socket.send(frame);
    });
  }

  /** Sends without an answer; dropped when not connected. @param {string} type */
  tell(type, data) {
    if (this.#sends()) this.#socket.send(JSON.stringify({ type, data }));
  }

  /** Between the server's farewell and the end of the connection nothing more is taken. */
  #sends() {
    return this.state === 'open' && this.#socket.readyState === WebSocket.OPEN;
  }

  /** The network changed or the page woke up: makes sure of the connection now. */
  nudge() {
    if (this.state === 'waiting') this.start();
    else if (this.state === 'open' && Date.now() - this.#heardAt > 5000) this.ping();
  }

  #connect() {
    this.#goodbye = null;
    this.#change('connecting');
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#drop(socket), OPEN_WITHIN_MS);
    socket.onopen = () => {
      if (socket !== this.#socket) return;
      clearTimeout(this.#timer);
      this.#heardAt = Date.now();
      this.#change('open');
      this.on.opened();
    };
    socket.onmessage = (event) => {
      if (socket === this.#socket) this.#heard(event.data);
    };
    socket.onclose = (event) => {
      if (socket === this.#socket) this.#closed(event);
    };
  }

  #heard(text) {
    this.#heardAt = Date.now();
    let frame;
    try {
      frame = JSON.parse(text);
    } catch {
      return;
    }
    if (frame.type === 'reply') this.#replied(frame);
    else if (frame.type === 'goodbye') this.#goodbye = frame.data;
    else this.on.pushed(frame.type, frame.data ?? {});
  }

  #replied(frame) {
    const waiting = this.#pending.get(frame.id);
    if (!waiting) return;
    this.#pending.delete(frame.id);
    clearTimeout(waiting.timer);
    if (frame.code === Code.DONE) waiting.resolve(frame.data ?? {});
    else waiting.reject(new Refused(frame.code, frame.error ?? '', frame.retryAfterMs));
  }

  #closed(event) {
    const goodbye = this.#goodbye ?? goodbyeOf(event.code);
    if (goodbye && goodbye.reconnect === false) {
      const replaced = goodbye.code === Code.CONFLICT;
      this.#leave(replaced ? 'paused' : 'ended', goodbye);
      return;
    }
    this.#wait(goodbye?.afterMs);
  }

  #drop(socket) {
    if (socket !== this.#socket) return;
    socket.onclose = null;
    socket.close();
    this.#wait();
  }

  #wait(afterMs) {
    this.#tries += 1;
    const wait = Math.max(afterMs ?? 0, backoffMs(this.#tries));
    this.retryAt = Date.now() + wait;
    this.#leave('waiting');
    // Whoever heard of the loss may have stopped this connection.
    if (this.state !== 'waiting') return;
    this.#timer = setTimeout(() => this.start(), wait);
  }

  #leave(state, detail = {}) {
    const socket = this.#socket;
    const wasOpen = this.state === 'open';
    this.#socket = null;
    clearTimeout(this.#timer);
    clearInterval(this.#heartbeat);
    if (socket) {
      socket.onclose = null;
      socket.onmessage = null;
      socket.close();
    }
    this.#change(state, detail);
    const lost = [...this.#pending.values()];
    this.#pending.clear();
    for (const waiting of lost) {
      clearTimeout(waiting.timer);
      waiting.reject(new Refused(0, 'the connection was lost'));
    }
    if (wasOpen) this.on.lost();
  }

  #change(state, detail = {}) {
    this.state = state;
    this.on.changed(state, detail);
  }
}

/** What a close code says when the goodbye itself was lost (P-10). @param {number} closeCode */
export function goodbyeOf(closeCode) {
  const code = closeCode - 4000;
  if (code < 200 || code > 599) return null;
  const final = [200, 400, 401, 403, 409, 413].includes(code);
  return { code, error: '', reconnect: !final, afterMs: 0 };
}
