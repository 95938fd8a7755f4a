/// One conversation: who it is, the history, the field to write in, and what there is to know.

import { computed, h, nextTick, ref, watch } from '../vue.js';
import { t } from '../i18n/index.js';
import { attempt, conversations, drafts, groups, me, people, session, sync, timelines, typing }
  from '../messenger.js';
import { openOverlay } from '../overlay.js';
import { narrow } from '../narrow.js';
import { kindOf, peerOf } from '../protocol.js';
import { go, openChat, route } from '../route.js';
import { app } from '../session.js';
import { presenceWords, titleOf } from '../words.js';
import { Banner } from './banner.js';
import { Composer } from './composer.js';
import { History } from './history.js';
import { avatar, empty, iconButton } from './parts.js';
import { GroupInfo } from './group-info.js';
import { PersonInfo } from './person-info.js';

export const Chat = {
  props: { conversation: String },
  setup(props) {
    const answering = ref(null);
    const row = computed(() => {
      void conversations.version.value;
      return conversations.row(props.conversation);
    });

    watch(() => props.conversation, (conversation) => {
      const peer = peerOf(conversation);
      if (peer) {
        sync.begin(conversation, people.nameOf(peer) || String(peer));
        people.ask([peer]);
        people.watch([peer]);
      }
      groups.read(conversation);
      answering.value = null;
      const draft = drafts.get(conversation);
      if (draft?.replyTo) findReply(conversation, draft.replyTo);
    }, { immediate: true });

    async function findReply(conversation, seq) {
      await timelines.load(conversation);
      const entry = timelines.held(conversation)?.timeline.entry(seq);
      if (entry && conversation === props.conversation) answering.value = entry;
    }

    return () => {
      const known = row.value;
      void people.version.value;
      if (!known) return unknown(props.conversation);
      return h('div', { class: ['chat', { 'with-info': route.info }] }, [
        h('section', { class: 'chat-main', 'aria-label': titleOf(known) }, [
          narrow.value ? h(Banner) : null,
          head(known),
          notice(known),
          h(History, {
            conversation: props.conversation,
            onReply: (entry) => { answering.value = entry; },
          }),
          h(Composer, {
            key: props.conversation, row: known, replyTo: answering.value,
            onReplied: () => nextTick(() => { answering.value = null; }),
            onAnswer: (entry) => { answering.value = entry; },
          }),
        ]),
        route.info ? kindOf(props.conversation) === 'group'
          ? h(GroupInfo, { key: props.conversation, row: known })
          : h(PersonInfo, { key: props.conversation, row: known }) : null,
      ]);
    };
  },
};

function unknown(conversation) {
  if (!app.loggedIn || !conversations.complete.value) return empty('chats', t('loading'), '');
  return empty('chats', t('chat.unknownTitle'), t('chat.unknownWords'),
    kindOf(conversation) === 'group' ? [h('button', {
      type: 'button', class: 'button button-primary',
      onClick: () => openOverlay('join', { conversation, code: '' }),
    }, t('join.title'))] : []);
}

function head(row) {
  const { conversation } = row;
  const title = titleOf(row);
  const peer = peerOf(conversation);
  return h('header', { class: 'chat-head' }, [
    iconButton('back', t('back'), {
      class: 'icon-button chat-back', test: 'back', onClick: () => go('/'),
    }),
    h('button', {
      type: 'button', class: 'chat-who', 'data-test': 'chat-title-button',
      onClick: () => openChat(conversation, route.info ? '' : 'info'),
    }, [
      avatar({
        conversation, title, size: 'm', me: me(),
        status: peer && peer !== me() ? people.statusOf(peer) : '',
      }),
      h('span', { class: 'chat-names' }, [
        h('h2', { class: 'chat-title', 'data-test': 'chat-title' }, h('bdi', title)),
        h('span', { class: 'chat-sub', 'data-test': 'chat-sub' }, subtitle(row)),
      ]),
    ]),
    iconButton('bell', t(row.muted ? 'chat.unmute' : 'chat.mute'), {
      test: 'toggle-mute', 'aria-pressed': String(row.muted),
      class: ['icon-button', { on: row.muted }],
      onClick: () => mark(row, { muted: !row.muted }),
    }),
    iconButton('pin', t(row.pinned ? 'chat.unpin' : 'chat.pin'), {
      test: 'toggle-pin', 'aria-pressed': String(row.pinned),
      class: ['icon-button', { on: row.pinned }],
      onClick: () => mark(row, { pinned: !row.pinned }),
    }),
    iconButton('info', t('chat.info'), {
      test: 'open-info', 'aria-expanded': String(route.info),
      onClick: () => openChat(conversation, route.info ? '' : 'info'),
    }),
  ]);
}

/** Shown at once; taken back if the server refuses. */
async function mark(row, change) {
  const before = Object.fromEntries(Object.keys(change).map((key) => [key, row[key]]));
  conversations.change(row.conversation, change);
  const done = await attempt(session.request('conversation.mark', {
    conversation: row.conversation, ...change,
  }));
  if (!done) conversations.change(row.conversation, before);
}

function subtitle(row) {
  const { conversation } = row;
  void typing.version.value;
  const writers = typing.in(conversation).filter((userId) => userId !== me());
  const kind = kindOf(conversation);
  if (writers.length) {
    const name = people.shownName(writers[0]);
    return h('span', { class: 'writing', 'data-test': 'typing' }, [
      kind === 'direct' ? t('typing.one') : writers.length === 1 ? t('typing.named', { name })
        : t('typing.many', { n: writers.length }),
      h('span', { class: 'writing-dots', 'aria-hidden': 'true' }, [h('i'), h('i'), h('i')]),
    ]);
  }
  if (kind === 'all') return t('chat.online', { n: people.total });
  if (kind === 'group') {
    const { info } = groups.group(conversation);
    return info ? t('chat.members', { n: info.memberCount }) : ' ';
  }
  const peer = peerOf(conversation);
  if (peer === me()) return t('chat.notesSub');
  return `${presenceWords(people.presence(peer))} · ${peer}`;
}

function notice(row) {
  if (kindOf(row.conversation) !== 'group') return null;
  const { info, requests } = groups.group(row.conversation);
  return [
    requests.length ? h('button', {
      key: 'requests', type: 'button', class: 'notice notice-requests',
      'data-test': 'requests-notice',
      onClick: () => openChat(row.conversation, 'info'),
    }, t('group.waiting', { n: requests.length })) : null,
    info?.notice ? h('button', {
      key: 'notice', type: 'button', class: 'notice', 'data-test': 'group-notice',
      onClick: () => openChat(row.conversation, 'info'),
    }, [h('strong', t('group.notice')), h('bdi', info.notice)]) : null,
  ];
}
