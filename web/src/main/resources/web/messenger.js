/// The composition of the page: which part knows which. Views use what is exported here.

import { computed, watch } from './vue.js';
import { Cache } from './cache.js';
import { listLines } from './conversations.js';
import { ConversationStore } from './conversation-store.js';
import { openDatabase } from './database.js';
import { Drafts } from './drafts.js';
import { Groups } from './groups.js';
import { t } from './i18n/index.js';
import {
  isFocused, isNotable, notify, showCount, TELL_FOCUS_EVERY_MS, tellFocus,
} from './notify.js';
import { provideNames } from './names.js';
import { Outbox } from './outbox.js';
import { People } from './people.js';
import { direct, isCountable, isMentioned, kindOf, peerOf } from './protocol.js';
import { Quotes } from './quotes.js';
import { go, openChat, route } from './route.js';
import { app, Session } from './session.js';
import { settings } from './settings.js';
import { Sync } from './sync.js';
import { Tabs } from './tabs.js';
import { Timelines } from './timelines.js';
import { toast } from './toasts.js';
import { Typing } from './typing.js';
import { titleOf, wordsOf } from './words.js';

/** What is shown first has the page for itself. */
const REST_AFTER_MS = 400;

const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
const database = await openDatabase();
const tabs = new Tabs();
const cache = new Cache(database);
const request = (type, data) => session.request(type, data);

export const conversations = new ConversationStore(cache);
export const people = new People(request);
export const drafts = new Drafts();
export const timelines = new Timelines(request, cache, conversations, (entries) => {
  for (const entry of entries) people.learnName(entry.from, entry.fromName);
});
export const quotes = new Quotes(request, timelines);
export const groups = new Groups(request, (conversation) => {
  sync.refresh(conversation);
});
export const typing = new Typing((conversation) => {
  if (app.loggedIn) session.connection.tell('conversation.typing', { conversation });
});
export const sync = new Sync(request, { conversations, timelines, quotes, people, cache }, {
  arrived,
  typed: (conversation, userId, still) => typing.heard(conversation, userId, still),
  left,
  group: (conversation, what) => {
    if (what === 'request') groups.asked(conversation);
    if (what === 'added') groups.read(conversation);
  },
});
export const outbox = new Outbox(database, tabs, send, {
  changed: (conversation) => {
    const held = timelines.held(conversation);
    if (held) held.version++;
    conversations.wait(conversation, outbox.of(conversation).at(-1));
  },
  stored,
  storedElsewhere: (item, reply) => {
    // What lies between is not known here; the next login reads it.
    if (conversations.row(item.to)?.head === reply.seq - 1) stored(item, reply);
  },
});
export const session = new Session(`${scheme}://${location.host}/ws`, {
  enter, loggedIn, lost, paused: () => outbox.release(),
  left: leave, pushed: (type, data) => sync.pushed(type, data), heads: (heads) => sync.heads(heads),
});

/** The conversation that is shown, or empty. */
export const openConversation = computed(() =>
  route.view === 'chats' ? route.conversation : '');

export const me = () => app.user?.userId ?? 0;

provideNames({
  me,
  of: (userId) => people.nameOf(userId),
  shown: (userId) => people.shownName(userId),
});

async function enter(user) {
  if (sync.me !== user.userId) {
    conversations.clear();
    timelines.dropAll();
  }
  drafts.open(user.userId);
  people.learn([user]);
  const kept = await cache.open(user.userId, () => listLines(conversations.rows(), {
    folded: new Set(),
  }).filter((line) => line.row).map((line) => line.row));
  sync.restored(user.userId, kept.epoch);
  restore(kept.rows);
  await outbox.open(user.userId);
  // The rest may be thousands: after the first drawing, unless the server was quicker.
  setTimeout(async () => {
    const rows = await cache.rows();
    if (sync.me === user.userId && !conversations.complete.value) restore(rows);
  }, REST_AFTER_MS);
}

function restore(rows) {
  conversations.restore(rows);
  people.learn(rows.filter((row) => row.last?.fromName)
    .map(({ last }) => ({ userId: last.from, userName: last.fromName })));
}

function loggedIn(reply) {
  people.learn([reply.user]);
  outbox.setOnline(true);
  sync.loggedIn(reply);
  timelines.askAgain();
  const shown = openConversation.value;
  if (shown) reopen(shown);
  if (settings.status !== 'online') request('presence.set', { status: settings.status });
}

function lost() {
  outbox.setOnline(false);
  sync.lost();
  people.lost();
}

/** What is shown was perhaps opened without a server. */
function reopen(conversation) {
  groups.read(conversation);
  const peer = peerOf(conversation);
  if (peer) people.ask([peer]);
  const held = timelines.held(conversation);
  if (!held || held.timeline.empty) timelines.load(conversation);
}

/** @param {boolean} kept whether what this browser has shall stay, for the next login */
async function leave(kept) {
  outbox.setOnline(false);
  sync.stop();
  const closed = cache.close({ erase: !kept });
  sync.me = 0;
  conversations.clear();
  timelines.dropAll();
  quotes.forget();
  people.forget();
  groups.forget();
  go('/', { replace: true });
  await closed;
}

/** Sends one item of the outbox. */
function send({ to, key, text, replyTo, mentions }) {
  const data = { to, key, text };
  if (replyTo) data.replyTo = replyTo;
  if (mentions?.length) data.mentions = mentions;
  return request('message.send', data);
}

/** The reply to a send stands for the push (P-20). */
function stored(item, reply) {
  const { text, replyTo, mentions, key } = item;
  sync.entry({
    conversation: reply.conversation ?? item.to, seq: reply.seq, at: reply.at, from: me(),
    fromName: app.user.userName, kind: 'text', text, replyTo, mentions, key,
  });
}

function arrived(entry, row) {
  if (entry.kind === 'event') {
    groups.heard(entry);
    // Whether one may write stands in the list of members.
    if (entry.event?.members?.includes(me())) groups.readMembers(entry.conversation);
  }
  if (!isCountable(entry) || entry.from === me()) return;
  const { conversation } = entry;
  const mentioned = isMentioned(entry, me());
  const kind = kindOf(conversation);
  if (isNotable({ muted: row.muted, kind, mentioned, groups: settings.notifyGroups })) {
    const words = wordsOf(entry);
    const body = kind === 'direct' ? words : `${entry.fromName}: ${words}`;
    notify(conversation, titleOf(row), body, () => openChat(conversation));
  }
}

function left(conversation, what) {
  if (openConversation.value !== conversation) return;
  go('/', { replace: true });
  toast(t(what === 'removed' ? 'toast.removed' : 'toast.dissolved'));
}

/** Opens the conversation with somebody, also if nothing was said there yet. */
export function talkTo(userId) {
  const conversation = direct(userId);
  sync.begin(conversation, people.nameOf(userId) || String(userId));
  openChat(conversation);
}

/** A change that may be refused: the words of the refusal are shown. @returns the reply or null */
export async function attempt(promise) {
  try {
    return await promise;
  } catch (refused) {
    toast(refusalWords(refused), 'bad');
    return null;
  }
}

/** @param {import('./protocol.js').Refused} refused */
export function refusalWords(refused) {
  if (refused.code === 0) return t('error.offline');
  if (refused.code === 429) return t('error.tooFast');
  return t('error.said', { words: refused.message });
}

watch([conversations.version, openConversation, () => settings.locale], () => {
  const { count, mentioned } = conversations.unread;
  const row = conversations.row(openConversation.value);
  showCount(count, mentioned, row ? titleOf(row) : '');
}, { flush: 'post' });

for (const event of ['focus', 'blur', 'visibilitychange']) {
  (event === 'visibilitychange' ? document : window).addEventListener(event, () => {
    tellFocus(openConversation.value);
    if (isFocused()) session.connection.nudge();
  });
}
watch(openConversation, (conversation) => tellFocus(conversation));
setInterval(() => tellFocus(openConversation.value), TELL_FOCUS_EVERY_MS);
addEventListener('pagehide', () => sync.leaving());
addEventListener('online', () => session.connection.nudge());
