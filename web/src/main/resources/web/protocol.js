/// The words of the wire, as docs/protocol.md has them: types, codes, names of conversations.
/// Pure; knows neither the socket nor the page.

/** Codes of replies and goodbyes. */
export const Code = Object.freeze({
  DONE: 200, MALFORMED: 400, NOT_LOGGED_IN: 401, FORBIDDEN: 403, NOT_FOUND: 404, TOO_SLOW: 408,
  CONFLICT: 409, TOO_LARGE: 413, INVALID: 422, TOO_FAST: 429, FAULT: 500, UNAVAILABLE: 503,
});

/** Codes after which the same request may succeed by waiting alone. */
const PASSING = new Set([Code.TOO_SLOW, Code.TOO_FAST, Code.FAULT, Code.UNAVAILABLE]);

const AGAIN_FIRST_MS = 1000;
const AGAIN_LAST_MS = 30_000;

/** Kinds of entries that count as messages (P-23). */
const COUNTABLE = new Set(['text', 'image', 'file']);

/** The server counts unread ones up to here (P-23). */
export const UNREAD_MOST = 999;

export const ALL = 'all';

/** A refusal by the server, or the loss of the connection before the answer (code 0). */
export class Refused extends Error {
  /**
   * @param {number} code a code of the protocol; 0 if no answer came
   * @param {string} words the server's words
   * @param {number} [retryAfterMs]
   */
  constructor(code, words, retryAfterMs) {
    super(words);
    this.name = 'Refused';
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether the same request may succeed later, unchanged. */
  get passing() {
    return this.code === 0 || PASSING.has(this.code);
  }

  /**
   * How long to wait before the same request, in ms: as the server says, or longer each time.
   * @param {number} tries how many were refused before
   */
  againMs(tries) {
    return this.retryAfterMs ?? Math.min(AGAIN_LAST_MS, AGAIN_FIRST_MS * 2 ** tries);
  }
}

/** @param {string} conversation @returns {'all'|'direct'|'group'|'unknown'} */
export function kindOf(conversation) {
  if (conversation === ALL) return 'all';
  if (/^u:\d+$/.test(conversation)) return 'direct';
  return /^g:\d+$/.test(conversation) ? 'group' : 'unknown';
}

/** The other person of a direct conversation, or 0. @param {string} conversation */
export function peerOf(conversation) {
  return kindOf(conversation) === 'direct' ? Number(conversation.slice(2)) : 0;
}

/** @param {number} userId */
export const direct = (userId) => `u:${userId}`;

/** Whether an entry moves the list, the order and the preview (P-23). @param {object} entry */
export const isShown = (entry) => COUNTABLE.has(entry.kind) || entry.kind === 'event';

/** Whether an entry counts as unread (P-23). @param {object} entry */
export const isCountable = (entry) => COUNTABLE.has(entry.kind) && !entry.recalled;

/**
 * @param {object} entry
 * @param {number} me
 */
export const isMentioned = (entry, me) => entry.from !== me
  && (entry.mentions === 'all' || (Array.isArray(entry.mentions) && entry.mentions.includes(me)));

/** Bytes of UTF-8. @param {string} text */
export const bytesOf = (text) => new TextEncoder().encode(text).length;

/**
 * A link that invites to a group; opened with this page it joins.
 * @param {string} origin
 * @param {string} conversation
 * @param {string} code
 */
export const inviteLink = (origin, conversation, code) =>
  `${origin}/#join=${conversation}:${encodeURIComponent(code)}`;

/**
 * What somebody pasted to join a group: a link, `g:7:CODE`, `g:7 CODE`, `g:7` or `7`.
 * @param {string} said
 * @returns {{conversation: string, code: string}|null}
 */
export function readInvite(said) {
  const match = /(?:#join=|^)\s*g?:?(\d{1,16})(?:[:\s]+([^\s&#]{1,128}))?\s*$/.exec(said.trim());
  if (!match) return null;
  let code = match[2] ?? '';
  try {
    code = decodeURIComponent(code);
  } catch {
    // A stray percent sign: the code is taken as it stands.
  }
  return { conversation: `g:${Number(match[1])}`, code };
}
