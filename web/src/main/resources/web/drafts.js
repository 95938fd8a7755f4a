/// What was written and not sent, for each conversation; kept in this browser, shared by its tabs.

import { shallowRef } from './vue.js';

const PREFIX = 'throng.draft.';

export class Drafts {
  #drafts = new Map();
  #userId = 0;

  constructor() {
    this.version = shallowRef(0);
    addEventListener('storage', (event) => {
      const prefix = this.#prefix();
      if (!this.#userId || !event.key?.startsWith(prefix)) return;
      this.#take(event.key.slice(prefix.length), event.newValue);
      this.version.value++;
    });
  }

  open(userId) {
    this.#userId = userId;
    this.#drafts.clear();
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i);
      if (key.startsWith(this.#prefix())) {
        this.#take(key.slice(this.#prefix().length), localStorage.getItem(key));
      }
    }
    this.version.value++;
  }

  /** @returns {{text: string, replyTo?: number}|undefined} */
  get(conversation) {
    return this.#drafts.get(conversation);
  }

  /** Empty text without a reply is no draft. @param {{text: string, replyTo?: number}} draft */
  set(conversation, draft) {
    const key = this.#prefix() + conversation;
    if (!draft.text.trim() && !draft.replyTo) {
      if (!this.#drafts.delete(conversation)) return;
      localStorage.removeItem(key);
    } else {
      this.#drafts.set(conversation, draft);
      try {
        localStorage.setItem(key, JSON.stringify(draft));
      } catch {
        // Full: the draft lives as long as the page.
      }
    }
    this.version.value++;
  }

  #prefix() {
    return `${PREFIX}${this.#userId}.`;
  }

  #take(conversation, text) {
    try {
      if (text) this.#drafts.set(conversation, JSON.parse(text));
      else this.#drafts.delete(conversation);
    } catch {
      this.#drafts.delete(conversation);
    }
  }
}
