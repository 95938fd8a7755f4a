/// Entries, conversations and times in words of the chosen language.

import { list, locale, t } from './i18n/index.js';
import { isolate, names } from './names.js';
import { kindOf, peerOf } from './protocol.js';
import { plainLine } from './text.js';

/** The name of a conversation. @param {{conversation: string, title: string}} row */
export function titleOf(row) {
  const kind = kindOf(row.conversation);
  if (kind === 'all') return t('chat.everybody');
  if (kind === 'direct') {
    const peer = peerOf(row.conversation);
    if (peer === names.me()) return t('chat.notes');
    return names.of(peer) || row.title || String(peer);
  }
  return row.title || row.conversation;
}

/** An entry as one line: a text without marks, an event in words. */
export function wordsOf(entry) {
  if (entry.recalled) return t('entry.recalled');
  if (entry.kind === 'event') return eventWords(entry);
  if (typeof entry.text === 'string') return plainLine(entry.text);
  return t('entry.unknown');
}

const who = (userId) => userId === names.me() ? t('you') : isolate(names.shown(userId));

/** @param {object} entry of kind `event` */
export function eventWords(entry) {
  const event = entry.event ?? {};
  const mine = entry.from === names.me();
  const actor = mine ? t('You') : isolate(entry.fromName || names.shown(entry.from));
  const others = (event.members ?? []).filter((userId) => userId !== entry.from);
  const members = listOf(others);
  const self = others.length === 0;
  const name = isolate(event.name ?? '');
  switch (event.what) {
    case 'created':
      return others.length ? t('event.createdWith', { actor, name, members })
        : t('event.created', { actor, name });
    case 'joined':
      return self ? t('event.joined', { actor }) : t('event.added', { actor, members });
    case 'left': return t('event.left', { actor }) + (event.owner
      ? t('event.newOwner', { owner: who(event.owner) }) : '');
    case 'removed': return t('event.removed', { actor, members });
    case 'renamed': return t('event.renamed', { actor, name });
    case 'updated': return updatedWords(actor, event);
    case 'role': return t(`event.role.${event.role}`, { actor, members: listOf(event.members) });
    case 'muted': return mutedWords(actor, event, members);
    case 'dissolved': return t('event.dissolved', { actor });
    default: return t('event.other', { actor });
  }
}

function updatedWords(actor, event) {
  const parts = [];
  if (typeof event.name === 'string') {
    parts.push(t('event.renamed', { actor, name: isolate(event.name) }));
  }
  if (typeof event.notice === 'string') {
    parts.push(event.notice ? t('event.notice', { actor }) : t('event.noNotice', { actor }));
  }
  if (event.joinPolicy) parts.push(t(`event.policy.${event.joinPolicy}`, { actor }));
  return parts.join(' ') || t('event.other', { actor });
}

function mutedWords(actor, event, members) {
  const lifted = !event.untilAt;
  if (!event.members) return t(lifted ? 'event.unmutedAll' : 'event.mutedAll', { actor });
  return t(lifted ? 'event.unmuted' : 'event.muted', { actor, members });
}

function listOf(userIds = []) {
  const shown = userIds.slice(0, 3).map(who);
  const more = userIds.length - shown.length;
  return list(more > 0 ? [...shown, t('event.more', { n: more })] : shown);
}

const formats = new Map();

function format(options) {
  const key = `${locale()} ${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale() === 'zh' ? 'zh-CN' : 'en-GB', options);
    formats.set(key, made);
  }
  return made;
}

const dayOf = (at) => new Date(at).setHours(0, 0, 0, 0);
export const isSameDay = (a, b) => dayOf(a) === dayOf(b);
const daysAgo = (at, now) => Math.round((dayOf(now) - dayOf(at)) / 86_400_000);

/** 14:05 */
export const clockWords = (at) => format({ hour: '2-digit', minute: '2-digit' }).format(at);

/** Today, Yesterday, Monday, 3 May, 3 May 2025 */
export function dayWords(at, now = Date.now()) {
  const days = daysAgo(at, now);
  if (days === 0) return t('day.today');
  if (days === 1) return t('day.yesterday');
  if (days > 1 && days < 7) return format({ weekday: 'long' }).format(at);
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return format({ day: 'numeric', month: 'long', ...sameYear ? {} : { year: 'numeric' } })
    .format(at);
}

/** What a row shows: 14:05 today, else the day, short. */
export function briefWords(at, now = Date.now()) {
  const days = daysAgo(at, now);
  if (days <= 0) return clockWords(at);
  if (days === 1) return t('day.yesterday');
  if (days < 7) return format({ weekday: 'short' }).format(at);
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return sameYear ? format({ day: 'numeric', month: 'short' }).format(at)
    : format({ year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

/** Date and time in full. */
export const fullWords = (at) => format({ dateStyle: 'full', timeStyle: 'medium' }).format(at);

export const dateTimeWords = (at) => format({ dateStyle: 'medium', timeStyle: 'short' }).format(at);

/** How somebody is there: online, busy, last seen … */
export function presenceWords(presence, now = Date.now()) {
  const status = presence?.status ?? 'offline';
  if (status !== 'offline') return t(`status.${status}`);
  if (!presence?.lastSeen) return t('status.offline');
  const minutes = Math.floor((now - presence.lastSeen) / 60_000);
  if (minutes < 1) return t('seen.now');
  if (minutes < 60) return t('seen.minutes', { n: minutes });
  if (daysAgo(presence.lastSeen, now) === 0) {
    return t('seen.at', { time: clockWords(presence.lastSeen) });
  }
  return t('seen.on', { day: dayWords(presence.lastSeen, now) });
}
