/// The keys of the whole page. `views/shortcuts-dialog.js` shows this table, so that what is
/// said of the keys is what they do.

import { ref } from './vue.js';
import { listLines, SECTIONS } from './conversations.js';
import { conversations, openConversation } from './messenger.js';
import { closeOverlay, openOverlay, overlay } from './overlay.js';
import { go, openChat, route } from './route.js';

/** Rises when somebody asks for the field to write in, or for the search. */
export const wanted = { composer: ref(0), search: ref(0), end: ref(0), escape: ref(0) };

/** @typedef {{keys: string[], words: string, test: (event: KeyboardEvent) => boolean,
 *   act: () => void, typing?: boolean}} Shortcut `typing`: also while somebody writes */

const command = (event) => (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
const alt = (event) => event.altKey && !event.ctrlKey && !event.metaKey;
const plain = (event) => !event.altKey && !event.ctrlKey && !event.metaKey;

/** The key of this letter, also where Option makes accents or the layout is not a Latin one. */
function isLetterKey(event, letter) {
  const key = event.key.toLowerCase();
  return /^[a-z]$/.test(key) ? key === letter : event.code === `Key${letter.toUpperCase()}`;
}

/** An input method is at work. A dead key alone is not one: Option+N is one on a Mac. */
const isComposed = (event) => event.isComposing || event.keyCode === 229 && event.key !== 'Dead';

/** @type {Shortcut[]} */
export const SHORTCUTS = [
  {
    keys: ['Ctrl', 'K'], words: 'key.switcher', typing: true,
    test: (event) => command(event) && isLetterKey(event, 'k'),
    act: () => openOverlay('switcher'),
  },
  {
    keys: ['Alt', '↓'], words: 'key.next', typing: true,
    test: (event) => alt(event) && !event.shiftKey && event.key === 'ArrowDown',
    act: () => step(1, false),
  },
  {
    keys: ['Alt', '↑'], words: 'key.previous', typing: true,
    test: (event) => alt(event) && !event.shiftKey && event.key === 'ArrowUp',
    act: () => step(-1, false),
  },
  {
    keys: ['Alt', 'Shift', '↓'], words: 'key.nextUnread', typing: true,
    test: (event) => alt(event) && event.shiftKey && event.key === 'ArrowDown',
    act: () => step(1, true),
  },
  {
    keys: ['Ctrl', 'F'], words: 'key.search', typing: true,
    test: (event) => command(event) && isLetterKey(event, 'f'),
    act: () => { wanted.search.value++; },
  },
  {
    keys: ['Alt', 'N'], words: 'key.group', typing: true,
    test: (event) => alt(event) && isLetterKey(event, 'n'),
    act: () => openOverlay('group'),
  },
  {
    keys: ['Alt', 'I'], words: 'key.info', typing: true,
    test: (event) => alt(event) && isLetterKey(event, 'i'),
    act: () => {
      const shown = openConversation.value;
      if (shown) openChat(shown, route.info ? '' : 'info');
    },
  },
  {
    keys: ['Ctrl', ','], words: 'key.settings', typing: true,
    test: (event) => command(event) && event.key === ',', act: () => go('/settings'),
  },
  {
    keys: ['End'], words: 'key.end', test: (event) => plain(event) && event.key === 'End',
    act: () => { wanted.end.value++; },
  },
  {
    keys: ['?'], words: 'key.help', test: (event) => plain(event) && event.key === '?',
    act: () => openOverlay('shortcuts'),
  },
  {
    keys: ['Esc'], words: 'key.escape', typing: true,
    test: (event) => plain(event) && event.key === 'Escape', act: escape,
  },
];

/** Keys that parts handle themselves; named here for the overlay. */
export const MORE_KEYS = [
  { keys: ['Enter'], words: 'key.send' },
  { keys: ['Shift', 'Enter'], words: 'key.newline' },
  { keys: ['↑'], words: 'key.replyLast' },
  { keys: ['@'], words: 'key.mention' },
  { keys: ['Shift', 'Tab'], words: 'key.toMessages' },
  { keys: ['R'], words: 'key.reply' },
  { keys: ['C'], words: 'key.copy' },
];

/** @returns {() => void} stops listening */
export function listenToKeys() {
  const listen = (event) => {
    if (isComposed(event) || event.defaultPrevented) return;
    const writing = isWriting(event.target);
    // A dialog has the keys for itself.
    if (overlay.name || document.querySelector('dialog[open]')) return;
    const found = SHORTCUTS.find((one) => (one.typing || !writing) && one.test(event));
    if (found) {
      event.preventDefault();
      found.act();
    } else if (!writing && isLetter(event) && openConversation.value) {
      wanted.composer.value++;
    }
  };
  addEventListener('keydown', listen);
  return () => removeEventListener('keydown', listen);
}

const isWriting = (target) => target instanceof HTMLElement
  && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Somebody begins to write: letters that no focused message takes. */
const isLetter = (event) => plain(event) && event.key.length === 1 && event.key !== ' '
  && !event.target.closest?.('.entry, button, a');

function escape() {
  if (overlay.name) closeOverlay();
  else if (route.info) openChat(route.conversation);
  else wanted.escape.value++;
}

/** The conversation before or after the open one, in the order of the list. */
function step(by, unreadOnly) {
  const open = openConversation.value;
  const lines = listLines(conversations.rows(), { open, folded: new Set() })
    .filter((line) => line.row).map((line) => line.row);
  const at = lines.findIndex((row) => row.conversation === open);
  for (let i = 1; i <= lines.length; i++) {
    const row = lines[(at + by * i + lines.length * SECTIONS.length) % lines.length];
    if (row && (!unreadOnly || row.unread > 0)) {
      openChat(row.conversation);
      return;
    }
    if (!unreadOnly) return;
  }
}
