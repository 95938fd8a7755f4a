/// The list of conversations: what a row becomes by what is heard, its order, its sections. Pure.

import { isCountable, isMentioned, isShown, kindOf, UNREAD_MOST } from './protocol.js';

/**
 * A row as `conversation.list` gives it, with what this page adds.
 * @typedef {{conversation: string, title: string, head: number, read: number, unread: number,
 *   mentioned: boolean, last?: object, muted: boolean, pinned: boolean, peerRead?: number,
 *   othersRead?: number, waiting?: import('./outbox.js').Item}} Row `waiting`: the newest that is
 *   written and not sent
 */

/**
 * What the list said, joined with what was heard since it was asked.
 * @param {Row|undefined} held
 * @param {Row} told
 * @returns {Row}
 */
export function mergeRow(held, told) {
  const row = { ...told, peerRead: Math.max(held?.peerRead ?? 0, told.peerRead ?? 0) };
  if (!held) return row;
  row.othersRead = held.othersRead;
  if (held.head > told.head) {
    row.head = held.head;
    row.last = held.last;
    row.unread = held.unread;
    row.mentioned = held.mentioned;
  }
  if (held.read > told.read) Object.assign(row, readFurther(held, row));
  return row;
}

/** What was read here is no longer unread, though the list still counted it. */
function readFurther(held, row) {
  const { read } = held;
  if (read >= row.head) return { read, unread: 0, mentioned: false };
  const since = row.head - held.head;
  return {
    read, unread: Math.min(row.unread, held.unread + since),
    mentioned: row.mentioned && (held.mentioned || since > 0),
  };
}

/**
 * How far this user read here and the list does not know, 0 if it does: the mark was lost on its
 * way, or is still on it.
 * @param {Row|undefined} held
 * @param {Row} told
 */
export function readAhead(held, told) {
  const read = Math.min(held?.read ?? 0, told.head);
  return read > told.read ? read : 0;
}

/**
 * What an entry that is the next one changes in its row.
 * @param {Row} row
 * @param {object} entry
 * @param {number} me
 * @returns {Partial<Row>}
 */
export function entryChanges(row, entry, me) {
  const change = { head: entry.seq };
  if (isShown(entry)) change.last = entry;
  if (entry.from === me && isCountable(entry)) {
    return { ...change, read: entry.seq, unread: 0, mentioned: false };
  }
  if (isCountable(entry)) {
    // Who answers has read what is answered (P-23), and no other word of it comes.
    if (kindOf(row.conversation) === 'direct') change.peerRead = entry.seq;
    if (entry.seq > row.read) {
      change.unread = Math.min(UNREAD_MOST, row.unread + 1);
      if (isMentioned(entry, me)) change.mentioned = true;
    }
  }
  const { what, name } = entry.kind === 'event' ? entry.event ?? {} : {};
  if ((what === 'renamed' || what === 'updated') && typeof name === 'string') change.title = name;
  return change;
}

/** The newest activity of a row, for the order. @param {Row} row */
export const activityOf = (row) => Math.max(row.last?.at ?? 0, row.waiting?.at ?? 0);

/** Newest activity first; ties by name, so that the order is always the same one. */
export function compareRows(a, b) {
  return activityOf(b) - activityOf(a) || (a.conversation < b.conversation ? -1 : 1);
}

/**
 * The section a row stands in.
 * @param {Row} row
 * @returns {'pinned'|'unread'|'people'|'groups'}
 */
export function sectionOf(row) {
  if (row.pinned) return 'pinned';
  if (row.mentioned || (row.unread > 0 && !row.muted)) return 'unread';
  return kindOf(row.conversation) === 'direct' ? 'people' : 'groups';
}

export const SECTIONS = ['pinned', 'unread', 'people', 'groups'];

/**
 * The lines of the list: headings and rows. The open conversation stays in the section it was
 * opened from, so that it does not jump away when it is read.
 * @param {Row[]} rows
 * @param {{open?: string, openSection?: string, folded: Set<string>}} view
 * @returns {({heading: string, count: number, folded: boolean}|{row: Row})[]}
 */
export function listLines(rows, view) {
  const parts = { pinned: [], unread: [], people: [], groups: [] };
  for (const row of rows) {
    const here = row.conversation === view.open && view.openSection && !row.pinned
      ? view.openSection : sectionOf(row);
    parts[here].push(row);
  }
  const lines = [];
  for (const section of SECTIONS) {
    const part = parts[section].sort(compareRows);
    if (!part.length) continue;
    const folded = view.folded.has(section);
    lines.push({ heading: section, count: part.length, folded });
    for (const row of part) {
      if (!folded || row.conversation === view.open) lines.push({ row });
    }
  }
  return lines;
}

/** How many unread the title and the icon show. @param {Iterable<Row>} rows */
export function unreadOfAll(rows) {
  let count = 0;
  let mentioned = false;
  for (const row of rows) {
    if (!row.muted || row.mentioned) count += row.unread;
    mentioned ||= row.mentioned;
  }
  return { count, mentioned };
}
