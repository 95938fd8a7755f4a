/// Mentioning: which word is being completed, who fits, and what a message mentions. Pure.

import { score } from './fuzzy.js';

const SHOWN_MOST = 8;

/**
 * The unfinished mention before the cursor.
 * @param {string} text
 * @param {number} cursor
 * @returns {{query: string, from: number}|null}
 */
export function mentionAt(text, cursor) {
  const before = text.slice(Math.max(0, cursor - 66), cursor);
  const match = /(?:^|[\s\p{P}\p{Script=Han}])@([^\s@]{0,64})$/u.exec(before);
  return match ? { query: match[1], from: cursor - match[1].length - 1 } : null;
}

/**
 * The best of those who may be meant.
 * @param {string} query
 * @param {{userId: number, userName: string}[]} people those who spoke last come first
 */
export function candidates(query, people) {
  return people
    .map((person, place) => ({
      person,
      points: Math.max(score(query, person.userName), score(query, String(person.userId)) >= 800
        ? 500 : 0) - place / 1000,
    }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .slice(0, SHOWN_MOST)
    .map(({ person }) => person);
}

/** The text with the name put in, and where the cursor is then. */
export function completed(text, cursor, from, name) {
  const head = `${text.slice(0, from)}@${name} `;
  return { text: head + text.slice(cursor).replace(/^ /, ''), cursor: head.length };
}

/**
 * Whom a text mentions.
 * @param {string} text
 * @param {{userId: number|'all', userName: string}[]} known
 * @returns {number[]|'all'|undefined}
 */
export function mentionsIn(text, known) {
  const found = known.filter(({ userName }) => isNamed(text, userName));
  if (found.some(({ userId }) => userId === 'all')) return 'all';
  const ids = [...new Set(found.map(({ userId }) => userId))].slice(0, 100);
  return ids.length ? ids : undefined;
}

/** `@Ann` is in "hi @Ann!", and not in "@Anna". */
function isNamed(text, name) {
  for (let at = text.indexOf(`@${name}`); at >= 0; at = text.indexOf(`@${name}`, at + 1)) {
    const after = text[at + 1 + name.length];
    if (!after || !/[\p{L}\p{N}_]/u.test(after) || /\p{Script=Han}/u.test(after)) return true;
  }
  return false;
}
