/// One message, or what happened in a group, or what waits to be sent.

import { h, ref } from '../vue.js';
import { t } from '../i18n/index.js';
import { me, outbox, people, quotes } from '../messenger.js';
import { openOverlay } from '../overlay.js';
import { kindOf } from '../protocol.js';
import { plainLine } from '../text.js';
import { toast } from '../toasts.js';
import { clockWords, eventWords, fullWords, wordsOf } from '../words.js';
import { icon, ticks } from './icons.js';
import { copyText, hueOf, iconButton, personAvatar } from './parts.js';
import { hasRoom, prose } from './prose.js';

const LONG_CHARACTERS = 3000;
const LONG_LINES = 40;

export const Entry = {
  props: { item: Object, read: Number, flash: Boolean, reached: Boolean },
  emits: ['quote', 'reply'],
  setup(props, { emit }) {
    const whole = ref(false);
    return () => {
      const { item } = props;
      const { entry } = item;
      if (item.type === 'event') return event(item);
      const mine = entry.from === me();
      const group = kindOf(entry.conversation ?? entry.to) !== 'direct';
      return h('article', {
        class: ['entry', {
          mine, first: item.first, last: item.last, pending: item.type === 'pending',
          failed: entry.state === 'failed', flash: props.flash, grouped: group,
        }],
        tabindex: props.reached ? 0 : -1, 'data-key': item.key, 'data-seq': entry.seq,
        'data-test': 'entry', 'data-state': stateOf(item, props.read, mine),
        onKeydown: (pressed) => keys(pressed, entry, emit),
      }, [
        group && !mine ? face(item) : null,
        h('div', { class: 'bubble' }, [
          group && !mine && item.first ? sender(entry) : null,
          entry.replyTo ? quote(entry, emit) : null,
          body(entry, whole, mine),
          meta(item, props.read, mine),
        ]),
        entry.seq ? tools(entry, emit) : null,
        entry.state === 'failed' ? failure(entry) : null,
      ]);
    };
  },
};

const event = (item) => h('p', {
  class: 'event', 'data-key': item.key, 'data-seq': item.entry.seq, 'data-test': 'event',
  title: fullWords(item.entry.at),
}, eventWords(item.entry));

/** `pending`, `failed`, `stored`, `read`; empty for what others wrote. */
function stateOf(item, read, mine) {
  if (item.type === 'pending') return item.entry.state;
  return mine ? item.entry.seq <= read ? 'read' : 'stored' : undefined;
}

function face({ entry, last }) {
  if (!last) return h('span', { class: 'face' });
  return h('button', {
    type: 'button', class: 'face', tabindex: -1,
    'aria-label': t('entry.card', { name: entry.fromName }),
    onClick: () => openOverlay('person', { userId: entry.from }),
  }, personAvatar(entry.from, entry.fromName, { size: 's' }));
}

const sender = (entry) => h('button', {
  type: 'button', class: ['sender', `hue-${hueOf(entry.from)}`], tabindex: -1,
  onClick: () => openOverlay('person', { userId: entry.from }),
}, h('bdi', entry.fromName || people.shownName(entry.from)));

function quote(entry, emit) {
  const conversation = entry.conversation ?? entry.to;
  const quoted = quotes.of(conversation, entry.replyTo);
  const name = quoted ? quoted.from === me() ? t('You')
    : quoted.fromName || people.shownName(quoted.from) : '';
  return h('button', {
    type: 'button', class: 'quote', 'data-test': 'quote', title: t('entry.toOriginal'),
    onClick: () => emit('quote', entry.replyTo),
  }, [
    h('bdi', { class: 'quote-name' }, name || `#${entry.replyTo}`),
    h('bdi', { class: 'quote-text' }, quoted ? wordsOf(quoted)
      : t(quoted === null ? 'entry.gone' : 'loading')),
  ]);
}

function body(entry, whole, mine) {
  if (entry.recalled) return h('div', { class: 'prose quiet' }, h('p', t('entry.recalled')));
  if (typeof entry.text !== 'string') {
    return h('div', { class: 'prose quiet' }, h('p', t('entry.unknown')));
  }
  const long = !whole.value && isLong(entry.text);
  const text = long ? shorten(entry.text) : entry.text;
  return [
    h('div', { class: 'prose', 'data-test': 'entry-text' },
      prose(entry, text, mentionedNames(entry), long ? undefined : () => room(entry, mine))),
    long ? h('button', {
      type: 'button', class: 'link-button', onClick: () => { whole.value = true; },
    }, t('entry.whole')) : null,
  ];
}

/** As wide as the time and the ticks, which stand at the end of the last line. */
const room = (entry, mine) => h('span', {
  class: ['room', { 'room-mine': mine, 'room-edited': entry.editedAt }], 'aria-hidden': 'true',
});

const isLong = (text) => text.length > LONG_CHARACTERS || text.split('\n').length > LONG_LINES;

const shorten = (text) => {
  const cut = text.split('\n').slice(0, LONG_LINES).join('\n').slice(0, LONG_CHARACTERS);
  // Not through the middle of a character.
  return `${cut.replace(/[\ud800-\udbff]$/, '')}…`;
};

function mentionedNames(entry) {
  if (!entry.mentions) return [];
  if (entry.mentions === 'all') return [t('mention.all'), 'all', '所有人'];
  return entry.mentions.map((userId) => people.nameOf(userId)).filter(Boolean)
    .sort((a, b) => b.length - a.length);
}

function meta({ type, entry }, read, mine) {
  const state = type === 'pending' ? entry.state : entry.seq <= read ? 'read' : 'stored';
  const beside = typeof entry.text === 'string' && !entry.recalled && !isLong(entry.text)
    && hasRoom(entry.text);
  return h('span', { class: ['meta', { beside }] }, [
    entry.editedAt ? h('span', t('entry.edited')) : null,
    h('time', { datetime: new Date(entry.at).toISOString(), title: fullWords(entry.at) },
      clockWords(entry.at)),
    mine ? h('span', { class: ['tick', state], title: t(`state.${state}`), 'data-test': 'state' },
      state === 'pending' ? icon('clock') : state === 'failed' ? icon('alert')
        : ticks(state === 'read')) : null,
  ]);
}

const tools = (entry, emit) => h('div', { class: 'tools' }, [
  iconButton('reply', t('entry.reply'), {
    test: 'reply', tabindex: -1, onClick: () => emit('reply', entry),
  }),
  iconButton('copy', t('entry.copy'), { test: 'copy', tabindex: -1, onClick: () => copy(entry) }),
]);

function failure(item) {
  const words = item.code === 429 ? t('error.tooFast') : item.error;
  return h('div', { class: 'failure', role: 'alert', 'data-test': 'failure' }, [
    h('span', t('entry.failed', { words })),
    h('button', {
      type: 'button', class: 'link-button', 'data-test': 'retry',
      onClick: () => outbox.retry(item.key),
    }, t('entry.retry')),
    h('button', {
      type: 'button', class: 'link-button', 'data-test': 'delete-failed',
      onClick: () => outbox.remove(item.key),
    }, t('entry.delete')),
  ]);
}

async function copy(entry) {
  const text = typeof entry.text === 'string' ? entry.text : plainLine(wordsOf(entry));
  if (await copyText(text)) toast(t('copied'));
}

function keys(pressed, entry, emit) {
  if (pressed.target !== pressed.currentTarget || pressed.ctrlKey || pressed.metaKey
    || pressed.altKey || !entry.seq) return;
  const key = pressed.key.toLowerCase();
  if (key === 'r' || key === 'enter') emit('reply', entry);
  else if (key === 'c') copy(entry);
  else return;
  pressed.preventDefault();
}
