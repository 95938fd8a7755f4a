/// Who is logged in here: the token, login and resume, and how it ends, in all tabs at once.

import { shallowReactive } from './vue.js';
import { setServerTime } from './clock.js';
import { Code, Refused } from './protocol.js';
import { Connection } from './connection.js';

const KEY = 'throng.session';
const LAST_KEY = 'throng.last-id';
/** A database that answers no more does not hold up the login page; the next start goes on. */
const FORGET_WITHIN_MS = 3000;

/** What the views watch. */
export const app = shallowReactive({
  /** `starting`, `login` or `main`. */
  phase: 'starting',
  /** The state of the connection, see `Connection`. */
  link: 'idle',
  retryAt: 0,
  /** Since when this page has been without a server, 0 while it has one. */
  awaySince: 0,
  loggedIn: false,
  user: null,
  limits: { frameBytes: 262_144, textBytes: 65_536 },
  sessionId: '',
  /** Why one is at the login page: a key of the dictionary, or the server's words. */
  reason: '',
  serverWords: '',
});

export class Session {
  #on;
  #saved = read();
  /** Whether this tab is about to end the session and to erase what is kept: another one may hear
   * of the end first, and says no more than that it ended. */
  #forGood = false;

  /**
   * @param {string} url of the WebSocket
   * @param {{enter: (user: object) => Promise<void>, loggedIn: (reply: object) => void,
   *   lost: () => void, paused: () => void, left: (kept: boolean) => Promise<void>,
   *   pushed: (type: string, data: object) => void, heads: (heads: object) => void}} on
   */
  constructor(url, on) {
    this.#on = on;
    this.connection = new Connection(url, {
      opened: () => this.#opened(),
      lost: () => this.#lost(),
      changed: (state, detail) => this.#changed(state, detail),
      pushed: on.pushed,
      heads: on.heads,
    });
    addEventListener('storage', (event) => {
      if (event.key === KEY) this.#otherTab(event.newValue);
    });
  }

  /** Shows the main view from what is kept, or the login page. */
  async begin() {
    if (!this.#saved) {
      app.phase = 'login';
      return;
    }
    app.user = this.#saved.user;
    app.awaySince = Date.now();
    await this.#on.enter(this.#saved.user);
    app.phase = 'main';
    this.connection.start();
  }

  get lastId() {
    return localStorage.getItem(LAST_KEY) ?? '';
  }

  /** A request of somebody logged in; fails with code 0 while there is no connection. */
  request = (type, data) => app.loggedIn ? this.connection.request(type, data)
    : Promise.reject(new Refused(0, 'not connected'));

  async register(userName, userPwd) {
    await this.#reach();
    const { userId } = await this.connection.request('account.register', { userName, userPwd });
    localStorage.setItem(LAST_KEY, String(userId));
    return userId;
  }

  async login(userId, userPwd) {
    await this.#reach();
    const reply = await this.connection.request('account.login', {
      userId, userPwd, device: deviceName(navigator.userAgent),
    });
    this.#save(reply);
    app.user = reply.user;
    await this.#on.enter(reply.user);
    this.#welcome(reply);
  }

  /** Ends this session in all tabs. */
  async logout() {
    this.#forGood = true;
    try {
      await this.request('account.logout');
    } catch {
      // Without a connection the token dies with what this browser forgets.
    }
    await this.#leave('', false);
  }

  /** Deletes the account, and what is kept of it here. @throws {Refused} */
  async deleteAccount(userPwd) {
    this.#forGood = true;
    try {
      await this.request('account.delete', { userPwd });
    } catch (refused) {
      this.#forGood = false;
      throw refused;
    }
    await this.#leave('accountDeleted', false);
  }

  /** Takes the place back that another tab got. */
  useHere() {
    this.connection.start();
  }

  userChanged(user) {
    app.user = user;
    if (this.#saved) {
      this.#saved = { ...this.#saved, user };
      localStorage.setItem(KEY, JSON.stringify(this.#saved));
    }
  }

  async #reach() {
    if (this.connection.state === 'open') return;
    this.connection.start();
    await new Promise((resolve, reject) => {
      this.waiter = (state) => {
        if (state === 'open') resolve();
        else if (state !== 'connecting') reject(new Refused(0, 'not connected'));
      };
    }).finally(() => {
      this.waiter = null;
    });
  }

  #opened() {
    if (app.phase === 'main') this.#resume();
  }

  async #resume() {
    const saved = this.#saved;
    if (!saved) return;
    try {
      const reply = await this.connection.request('account.resume', { token: saved.token });
      this.#save({ ...reply, token: reply.token ?? saved.token });
      app.user = reply.user;
      this.#welcome(reply);
    } catch (refused) {
      if (!refused.passing) await this.#leave('sessionEnded', true);
      // Unless the connection is lost, which comes back by itself: it is there and says nothing.
      else if (this.connection.state === 'open') this.connection.comeBack(refused.retryAfterMs);
    }
  }

  #welcome(reply) {
    setServerTime(reply.serverTime);
    app.limits = reply.limits ?? app.limits;
    this.connection.frameBytes = app.limits.frameBytes;
    app.sessionId = reply.sessionId;
    app.loggedIn = true;
    app.awaySince = 0;
    app.reason = '';
    app.serverWords = '';
    app.phase = 'main';
    this.connection.beat(reply.heartbeatMs ?? 60_000);
    this.#on.loggedIn(reply);
  }

  #lost() {
    app.loggedIn = false;
    if (app.phase === 'main') {
      app.awaySince = app.awaySince || Date.now();
      this.#on.lost();
    } else {
      // At the login page nothing is wanted until somebody presses the button.
      this.connection.stop();
    }
  }

  #changed(state, detail) {
    app.link = state;
    app.retryAt = this.connection?.retryAt ?? 0;
    this.waiter?.(state);
    if (app.phase === 'login' && state === 'waiting') {
      queueMicrotask(() => this.connection.stop());
    }
    if (app.phase !== 'main') return;
    if (state === 'paused') this.#on.paused();
    if (state === 'ended') this.#ended(detail);
  }

  #ended({ code, error }) {
    if (code === Code.DONE) this.#leave('', true);
    else if (code === Code.NOT_LOGGED_IN) this.#leave('sessionEnded', true);
    else if (code === Code.FORBIDDEN) this.#leave('banned', true, error);
    // Too large or malformed: a fault of this page; the banner says so and offers to go on.
  }

  async #leave(reason, kept, words = '') {
    app.loggedIn = false;
    this.#saved = null;
    localStorage.removeItem(KEY);
    this.connection.stop();
    // Who sees the login may close the page: by then, if at all possible, it has forgotten.
    app.phase = 'starting';
    app.reason = reason;
    app.serverWords = words;
    app.user = null;
    let timer;
    const late = new Promise((done) => { timer = setTimeout(done, FORGET_WITHIN_MS); });
    const left = this.#on.left(kept && !this.#forGood);
    this.#forGood = false;
    await Promise.race([left, late]);
    clearTimeout(timer);
    if (!app.loggedIn) app.phase = 'login';
  }

  #save(reply) {
    this.#saved = { userId: reply.user.userId, token: reply.token, user: reply.user };
    localStorage.setItem(KEY, JSON.stringify(this.#saved));
    localStorage.setItem(LAST_KEY, String(reply.user.userId));
  }

  /** Another tab logged in, took a new token, or logged out. */
  #otherTab(text) {
    const saved = parse(text);
    if (!saved) {
      if (this.#saved) this.#leave('', true);
    } else if (saved.userId === this.#saved?.userId) {
      this.#saved = saved;
      app.user = saved.user;
    } else {
      location.reload();
    }
  }
}

function read() {
  return parse(localStorage.getItem(KEY));
}

function parse(text) {
  try {
    const saved = JSON.parse(text ?? 'null');
    return saved?.token && saved.user ? saved : null;
  } catch {
    return null;
  }
}

/** What the list of devices calls this one. @param {string} agent */
export function deviceName(agent) {
  const browser = /Edg\//.test(agent) ? 'Edge' : /OPR\//.test(agent) ? 'Opera'
    : /Firefox\//.test(agent) ? 'Firefox' : /Chrom(e|ium)\//.test(agent) ? 'Chrome'
      : /Safari\//.test(agent) ? 'Safari' : 'Web';
  const system = /Android/.test(agent) ? 'Android' : /iPhone|iPad/.test(agent) ? 'iOS'
    : /Windows/.test(agent) ? 'Windows' : /Mac OS X/.test(agent) ? 'macOS'
      : /Linux/.test(agent) ? 'Linux' : '';
  return system ? `${browser}, ${system}` : browser;
}
