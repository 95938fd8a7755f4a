/// What the history shows, line by line, from entries and what waits in the outbox. Pure.

import { isSameDay } from '../words.js';

/** Neighbours of one sender within this time stand together. */
const TOGETHER_MS = 5 * 60_000;

/** Kinds that change another entry, which is shown as it now is; they have no line. */
const SILENT = new Set(['edit', 'recall', 'react']);

/**
 * @typedef {{type: 'day', key: string, at: number}
 *   | {type: 'unread', key: string}
 *   | {type: 'event'|'entry'|'pending', key: string, entry: object, first: boolean,
 *      last: boolean}} HistoryItem
 */

/**
 * @param {object[]} entries rising
 * @param {import('../outbox.js').Item[]} waiting
 * @param {{lineSeq: number, me: number}} view
 * @returns {HistoryItem[]}
 */
export function historyItems(entries, waiting, { lineSeq, me }) {
  const items = [];
  let before = null;
  const put = (type, entry, key) => {
    const day = !before || !isSameDay(before.entry.at, entry.at);
    if (day) {
      const key = `day ${new Date(entry.at).toDateString()}`;
      items.push({ type: 'day', key, at: entry.at });
    }
    const line = lineSeq > 0 && entry.seq === lineSeq;
    if (line) items.push({ type: 'unread', key: 'unread' });
    const together = !day && !line && isTogether(before, type, entry);
    if (before && together) before.last = false;
    before = { type, key, entry, first: !together, last: true };
    items.push(before);
  };
  for (const entry of entries) {
    if (SILENT.has(entry.kind)) continue;
    put(entry.kind === 'event' ? 'event' : 'entry', entry, entry.key ?? `#${entry.seq}`);
  }
  for (const item of waiting) put('pending', { ...item, from: me }, item.key);
  return items;
}

function isTogether(before, type, entry) {
  return before !== null && type !== 'event' && before.type !== 'event'
    && before.entry.from === entry.from && entry.at - before.entry.at < TOGETHER_MS;
}
