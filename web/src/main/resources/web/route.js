/// Where one is, as the address says: `#/c/g:7`, `#/c/g:7/12` (a message), `#/c/g:7/info`,
/// `#/people`, `#/new`, `#/join`, `#/settings/devices`; and `#join=g:7:CODE`, an invitation.

import { shallowReactive } from './vue.js';
import { readInvite } from './protocol.js';

/**
 * @typedef {{view: 'chats'|'people'|'settings', conversation: string, seq: number,
 *   info: boolean, page: string, invite: object|null}} Route
 */

/** @param {string} hash @returns {Route} */
export function parseRoute(hash) {
  const route = { view: 'chats', conversation: '', seq: 0, info: false, page: '', invite: null };
  if (hash.startsWith('#join=')) return { ...route, invite: readInvite(hash) };
  const [first, second, third] = hash.replace(/^#\/?/, '').split('/');
  if (first === 'c' && second) {
    route.conversation = decodeURIComponent(second);
    route.info = third === 'info';
    route.seq = /^\d+$/.test(third ?? '') ? Number(third) : 0;
  } else if (first === 'people' || first === 'settings') {
    route.view = first;
    route.page = second ?? '';
  }
  return route;
}

export const route = shallowReactive(parseRoute(location.hash));

addEventListener('hashchange', () => Object.assign(route, parseRoute(location.hash)));

/** @param {string} hash without the mark, such as `/people` */
export function go(hash, { replace = false } = {}) {
  const url = `#${hash}`;
  if (location.hash === url) return;
  if (replace) {
    history.replaceState(null, '', url);
    Object.assign(route, parseRoute(url));
  } else {
    location.hash = url;
  }
}

export const chatPath = (conversation, part) =>
  `/c/${conversation}${part === undefined || part === '' ? '' : `/${part}`}`;

export const openChat = (conversation, part) => go(chatPath(conversation, part));
