/// Small parts of all views: avatars, buttons, fields, badges, empty states.

import { h } from '../vue.js';
import { kindOf, peerOf } from '../protocol.js';
import { t } from '../i18n/index.js';
import { icon, mark } from './icons.js';

const HUES = 10;

/** One or two letters for a name: initials, or the last characters of a Chinese name. */
export function initials(name) {
  const words = name.trim().split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);
  if (!words.length) return first(name.trim()) || '?';
  if (/^\p{Script=Han}/u.test(words[0])) return [...words[0]].slice(-2).join('');
  const letters = words.length > 1 ? [first(words[0]), first(words[words.length - 1])]
    : [first(words[0])];
  return letters.join('').toUpperCase();
}

const first = (word) => [...new Intl.Segmenter().segment(word)][0]?.segment ?? '';

/** Numbers next to each other get colours far from each other. */
export const hueOf = (id) => (id * 7 + Math.floor(id / 10)) % HUES;

/**
 * @param {{conversation: string, title: string, size?: string, status?: string, me?: number}} of
 */
export function avatar({ conversation, title, size = 'm', status, me = 0 }) {
  const kind = kindOf(conversation);
  const id = kind === 'all' ? 0 : Number(conversation.slice(2)) || 0;
  const notes = kind === 'direct' && peerOf(conversation) === me;
  const face = kind === 'all' ? mark() : notes ? icon('bookmark')
    : h('span', { class: 'initials' }, initials(title));
  return h('span', {
    class: ['avatar', `avatar-${size}`, `avatar-${notes ? 'notes' : kind}`, `hue-${hueOf(id)}`],
    'aria-hidden': 'true',
  }, [
    face,
    status && status !== 'offline' ? h('span', { class: ['dot', `dot-${status}`] }) : null,
  ]);
}

export const personAvatar = (userId, userName, options = {}) =>
  avatar({ conversation: `u:${userId}`, title: userName || String(userId), ...options });

/**
 * @param {string} words
 * @param {{kind?: 'primary'|'quiet'|'danger'|'plain', icon?: string, test?: string}} look
 */
export function button(words, { kind = 'quiet', icon: drawn, test, ...attributes }) {
  return h('button', {
    type: 'button', class: ['button', `button-${kind}`], 'data-test': test, ...attributes,
  }, [drawn ? icon(drawn) : null, h('span', words)]);
}

/** A button that is a drawing alone; its words are for readers and the hint. */
export function iconButton(drawn, words, { test, ...attributes }) {
  return h('button', {
    type: 'button', class: 'icon-button', title: words, 'aria-label': words, 'data-test': test,
    ...attributes,
  }, icon(drawn));
}

/** A field with its label above and a hint or an error below. */
export function field(label, input, { hint, error, id } = {}) {
  return h('div', { class: ['field', { 'field-bad': error }] }, [
    h('label', { class: 'field-label', for: id }, label),
    input,
    error ? h('p', { class: 'field-error', role: 'alert' }, error)
      : hint ? h('p', { class: 'field-hint' }, hint) : null,
  ]);
}

/** A switch with its words; the whole line can be pressed. */
export function toggle(label, checked, changed, { hint, test } = {}) {
  return h('label', { class: 'toggle' }, [
    h('span', { class: 'toggle-words' }, [
      h('span', label), hint ? h('small', hint) : null,
    ]),
    h('input', {
      type: 'checkbox', role: 'switch', checked, 'data-test': test,
      onChange: (event) => changed(event.target.checked),
    }),
    h('span', { class: 'toggle-track', 'aria-hidden': 'true' }),
  ]);
}

/** A choice of a few, side by side. @param {[string, string][]} options value and words */
export function choice(label, value, options, changed, { test } = {}) {
  return h('div', { class: 'choice', role: 'radiogroup', 'aria-label': label, 'data-test': test },
    options.map(([option, words]) => h('button', {
      type: 'button', role: 'radio', 'aria-checked': String(option === value),
      class: ['choice-option', { chosen: option === value }],
      'data-test': test ? `${test}-${option}` : undefined,
      onClick: () => changed(option),
    }, words)));
}

export function badge(count, { mentioned, muted } = {}) {
  if (!count) return null;
  return h('span', {
    class: ['badge', { 'badge-muted': muted && !mentioned }], 'data-test': 'badge',
    'aria-label': t('row.unread', { n: count }),
  }, count > 998 ? '999+' : String(count));
}

/** What stands where there is nothing. */
export function empty(drawn, title, words, actions = []) {
  return h('div', { class: 'empty' }, [
    h('span', { class: 'empty-drawing' }, drawn === 'mark' ? mark() : icon(drawn)),
    h('h2', title), words ? h('p', words) : null,
    actions.length ? h('div', { class: 'empty-actions' }, actions) : null,
  ]);
}

export const spinner = () => h('span', { class: 'spinner', role: 'status' },
  h('span', { class: 'hidden' }, t('loading')));

/** @param {string} text @returns whether it is on the clipboard now */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** For pages that come over plain HTTP from another machine, which have no clipboard. */
function copyBySelection(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'hidden';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
