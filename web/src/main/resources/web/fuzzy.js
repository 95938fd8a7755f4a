/// Finding by a few letters: all of them, in order, the better the closer together; Chinese names
/// by the first letters of their spelling, too. Pure.

import { initials, isSpelt } from './pinyin.js';

/** Less than what stands in the name itself. */
const SPELT_MOST = 500;

const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * How well a name answers to a query: 0 not at all; more is better.
 * @param {string} query
 * @param {string} name
 */
export function score(query, name) {
  const wish = fold(query.trim());
  const plain = compare(wish, fold(name));
  if (plain >= SPELT_MOST || !/^[a-z\d ]+$/.test(wish) || !isSpelt(name)) return plain;
  return Math.max(plain, Math.min(SPELT_MOST, compare(wish, fold(initials(name)))));
}

function compare(wish, text) {
  if (!wish) return 1;
  if (text === wish) return 1000;
  if (text.startsWith(wish)) return 800 - Math.min(99, text.length);
  const inside = text.indexOf(wish);
  if (inside > 0) return (/[\s_.:-]/.test(text[inside - 1]) ? 600 : 400) - Math.min(99, inside);
  let at = -1;
  let apart = 0;
  for (const letter of wish) {
    const next = text.indexOf(letter, at + 1);
    if (next < 0) return 0;
    apart += at < 0 ? next : next - at - 1;
    at = next;
  }
  return Math.max(1, 200 - apart * 5);
}

/** The better of a name and an id. */
export const scoreBoth = (query, name, conversation) => Math.max(
  score(query, name), score(query, conversation.replace(/^[ug]:/, '')) >= 800 ? 700 : 0);

/** Whether a row of the list answers to what was typed. */
export const matches = (query, name, conversation) => scoreBoth(query, name, conversation) >= 300;
