/// IndexedDB as promises, and the stores this page has there. Where the browser refuses it
/// (private windows do), everything lives in memory.

const NAME = 'throng';
const VERSION = 1;
const STORES = {
  outbox: { keyPath: 'key' },
  rows: { keyPath: ['userId', 'conversation'] },
  pages: { keyPath: ['userId', 'conversation'] },
  facts: { keyPath: ['userId', 'name'] },
};

/** @returns {Promise<Database>} */
export function openDatabase() {
  return new Promise((resolve) => {
    let request;
    try {
      request = indexedDB.open(NAME, VERSION);
    } catch {
      resolve(new Database(null));
      return;
    }
    request.onupgradeneeded = () => {
      for (const [store, options] of Object.entries(STORES)) {
        if (!request.result.objectStoreNames.contains(store)) {
          request.result.createObjectStore(store, options);
        }
      }
    };
    request.onsuccess = () => {
      // Another tab that deletes or upgrades must not wait for this one.
      request.result.onversionchange = () => request.result.close();
      resolve(new Database(request.result));
    };
    request.onerror = () => resolve(new Database(null));
  });
}

export class Database {
  #database;
  #memory = Object.fromEntries(Object.keys(STORES).map((store) => [store, new Map()]));

  /** @param {IDBDatabase|null} database */
  constructor(database) {
    this.#database = database;
  }

  /** Resolves when it is written. @param {string} store @param {object[]} values */
  putAll(store, values) {
    return this.#write(store, (target) => values.forEach((value) => target.put(value)), () => {
      for (const value of values) this.#memory[store].set(memoryKey(store, value), value);
    });
  }

  /** @param {string} store @param {*[]} keys */
  deleteAll(store, keys) {
    return this.#write(store, (target) => keys.forEach((key) => target.delete(key)), () => {
      for (const key of keys) this.#memory[store].delete(JSON.stringify(key));
    });
  }

  /** @param {string} store @param {*} key @returns {Promise<object|undefined>} */
  get(store, key) {
    return this.#read(store, (target) => target.get(key),
      () => this.#memory[store].get(JSON.stringify(key)));
  }

  /** All of one user. @param {string} store @param {number} userId @returns {Promise<object[]>} */
  allOf(store, userId) {
    if (store === 'outbox') {
      return this.#read(store, (target) => target.getAll(), () => [...this.#memory[store].values()])
        .then((items) => (items ?? []).filter((item) => item.userId === userId));
    }
    const range = rangeOf(userId);
    return this.#read(store, (target) => target.getAll(range), () =>
      [...this.#memory[store].values()].filter((value) => value.userId === userId))
      .then((values) => values ?? []);
  }

  /** Forgets all of one user in this store. @returns {Promise<boolean>} whether it is done */
  clearOf(store, userId) {
    return this.#write(store, (target) => target.delete(rangeOf(userId)), () => {
      for (const [key, value] of this.#memory[store]) {
        if (value.userId === userId) this.#memory[store].delete(key);
      }
    });
  }

  #write(store, act, inMemory) {
    if (!this.#database) {
      inMemory();
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      // A full disk or a closed database: the page goes on without this copy.
      const giveUp = () => {
        inMemory();
        resolve(false);
      };
      try {
        const transaction = this.#database.transaction(store, 'readwrite');
        transaction.oncomplete = () => resolve(true);
        transaction.onerror = giveUp;
        transaction.onabort = giveUp;
        act(transaction.objectStore(store));
        // A page that is closed now takes what was not committed with it.
        transaction.commit();
      } catch {
        giveUp();
      }
    });
  }

  #read(store, ask, inMemory) {
    if (!this.#database) return Promise.resolve(inMemory());
    return new Promise((resolve) => {
      try {
        const request = ask(this.#database.transaction(store).objectStore(store));
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => resolve(undefined);
      } catch {
        resolve(inMemory());
      }
    });
  }
}

const rangeOf = (userId) => IDBKeyRange.bound([userId], [userId, []]);

function memoryKey(store, value) {
  const path = STORES[store].keyPath;
  return JSON.stringify(Array.isArray(path) ? path.map((part) => value[part]) : value[path]);
}
