/// Groups: what is known of them, and what one may do there. Changes are requests; what they
/// changed comes back as entries, which is what all members see.

import { shallowReactive } from './vue.js';
import { kindOf } from './protocol.js';

const MEMBERS_PAGE = 500;

/** Rights by role (section 6 of the protocol). Pure. */
export const rights = {
  manages: (role) => role === 'owner' || role === 'admin',
  /** Whether one may act on another: not on one's equal or better. */
  outranks: (mine, theirs) => mine === 'owner' && theirs !== 'owner'
    || mine === 'admin' && theirs === 'member',
  adds: (role, joinPolicy) => rights.manages(role) || Boolean(role) && joinPolicy !== 'approve',
};

export class Groups {
  #request;
  #caughtUp;
  #groups = new Map();

  /**
   * @param {(type: string, data?: object) => Promise<object>} request
   * @param {(conversation: string) => void} caughtUp asks for the entries a change made
   */
  constructor(request, caughtUp) {
    this.#request = request;
    this.#caughtUp = caughtUp;
  }

  /**
   * @typedef {{conversation: string, info: object|null, members: object[], next: number,
   *   loading: boolean, requests: object[], code: string, missing: boolean}} Group
   * @returns {Group}
   */
  group(conversation) {
    let group = this.#groups.get(conversation);
    if (!group) {
      group = shallowReactive({
        conversation, info: null, members: [], next: 0, loading: false, requests: [], code: '',
        missing: false,
      });
      this.#groups.set(conversation, group);
    }
    return group;
  }

  /** Reads what the group is; quiet if that fails. */
  async read(conversation) {
    if (kindOf(conversation) !== 'group') return;
    const group = this.group(conversation);
    try {
      group.info = await this.#request('group.get', { conversation });
      group.missing = false;
      if (rights.manages(group.info.myRole)) this.readRequests(conversation);
    } catch (refused) {
      if (refused.code === 404) group.missing = true;
    }
  }

  /** Reads the members, the first page anew or the next one. */
  async readMembers(conversation, { more = false } = {}) {
    const group = this.group(conversation);
    if (group.loading || more && !group.next) return;
    group.loading = true;
    try {
      const data = { conversation, limit: MEMBERS_PAGE };
      if (more) data.after = group.next;
      const page = await this.#request('group.members', data);
      group.members = more ? [...group.members, ...page.members] : page.members;
      group.next = page.next ?? 0;
    } catch {
      // The list stays as it was; opening it again reads it again.
    } finally {
      group.loading = false;
    }
  }

  async readRequests(conversation) {
    try {
      const { requests } = await this.#request('group.requests', { conversation });
      this.group(conversation).requests = requests;
    } catch {
      this.group(conversation).requests = [];
    }
  }

  /** An event entry: what it changed is read anew where somebody looks at it. */
  heard(entry) {
    const group = this.#groups.get(entry.conversation);
    if (!group?.info) return;
    this.read(entry.conversation);
    if (group.members.length) this.readMembers(entry.conversation);
  }

  /** The push `group` with `request`. */
  async asked(conversation) {
    await this.readRequests(conversation);
  }

  async create(name, members, joinPolicy) {
    const reply = await this.#request('group.create', { name, members, joinPolicy });
    return reply.conversation;
  }

  /** One of the changes; `group.` is put before the name. @returns {Promise<object>} */
  async change(what, conversation, data = {}) {
    const reply = await this.#request(`group.${what}`, { conversation, ...data });
    if (reply.seq) this.#caughtUp(conversation);
    if (what !== 'leave' && what !== 'dissolve' && what !== 'link') {
      this.read(conversation);
      if (this.group(conversation).members.length) this.readMembers(conversation);
    }
    return reply;
  }

  async link(conversation, data = {}) {
    const { code } = await this.change('link', conversation, data);
    this.group(conversation).code = code ?? '';
    return code ?? '';
  }

  async join(conversation, code) {
    const data = { conversation };
    if (code) data.code = code;
    return this.#request('group.join', data);
  }

  forget() {
    this.#groups.clear();
  }
}
