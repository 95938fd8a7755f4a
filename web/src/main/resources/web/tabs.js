/// The other tabs of this browser: who lives, one at a time, and what they tell each other.
/// Without Web Locks (pages over plain HTTP from another machine have none) every tab acts alone;
/// the keys of messages keep that harmless.

const LIVING = 'throng-tab-';

export class Tabs {
  #channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel('throng') : null;
  #listeners = new Map();
  #locks = navigator.locks ?? null;
  /** Without Web Locks: what runs exclusively in this tab. */
  #running = new Map();

  constructor() {
    const random = crypto.getRandomValues(new Uint32Array(2));
    this.id = `${random[0].toString(36)}${random[1].toString(36)}`;
    // Held until the tab is gone; the browser lets go of it then, however it ends.
    this.#locks?.request(LIVING + this.id, () => new Promise(() => {}));
    if (this.#channel) {
      this.#channel.onmessage = ({ data }) => {
        for (const listener of this.#listeners.get(data.topic) ?? []) listener(data.message);
      };
    }
  }

  /** @param {string} topic @param {(message: object) => void} listener */
  heard(topic, listener) {
    this.#listeners.set(topic, [...this.#listeners.get(topic) ?? [], listener]);
  }

  /** Tells the other tabs, not this one. @param {object} message plain data */
  say(topic, message) {
    this.#channel?.postMessage({ topic, message: JSON.parse(JSON.stringify(message)) });
  }

  /** Ids of the tabs that are there. @returns {Promise<Set<string>>} */
  async living() {
    if (!this.#locks) return new Set([this.id]);
    const { held } = await this.#locks.query();
    // Shared ones are of those that wait for a tab's end.
    return new Set(held
      .filter((lock) => lock.mode === 'exclusive' && lock.name.startsWith(LIVING))
      .map((lock) => lock.name.slice(LIVING.length)));
  }

  /** Resolves when that tab is gone; without Web Locks never. @param {string} id */
  async ended(id) {
    if (!this.#locks) await new Promise(() => {});
    await this.#locks.request(LIVING + id, { mode: 'shared' }, () => {});
  }

  /** Runs this while nobody runs something of the same name, here or in another tab. */
  exclusively(name, act) {
    if (this.#locks) return this.#locks.request(`throng-${name}`, act);
    const done = (this.#running.get(name) ?? Promise.resolve()).then(act);
    this.#running.set(name, done.catch(() => {}));
    return done;
  }
}
