/// Entries that others answer to and that lie outside of what is held: read one by one, once.

import { shallowReactive } from './vue.js';
import { timelines, session } from './messenger.js';

const KEPT_MOST = 300;
const quotes = shallowReactive(new Map());

/** @returns {object|null|undefined} the entry; null if it cannot be read; undefined for now */
export function quoteOf(conversation, seq) {
  const held = timelines.held(conversation)?.timeline.entry(seq);
  if (held) return held;
  const key = `${conversation} ${seq}`;
  if (!quotes.has(key)) read(conversation, seq, key);
  return quotes.get(key);
}

async function read(conversation, seq, key) {
  if (quotes.size > KEPT_MOST) quotes.delete(quotes.keys().next().value);
  try {
    const page = await session.request('message.history', {
      conversation, after: seq - 1, limit: 1,
    });
    quotes.set(key, page.entries[0]?.seq === seq ? page.entries[0] : null);
  } catch (refused) {
    if (!refused.passing) quotes.set(key, null);
  }
}
