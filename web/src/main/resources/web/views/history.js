/// The history of one conversation. A slice of what is held exists as elements; it grows at the
/// end the reader comes near and is cut at the other, and what the reader looks at stays in place.

import { computed, h, nextTick, onBeforeUnmount, onBeforeUpdate, onMounted, onUpdated, ref,
  shallowReactive, watch } from '../vue.js';
import { t } from '../i18n/index.js';
import { conversations, me, outbox, people, sync, timelines } from '../messenger.js';
import { isFocused } from '../notify.js';
import { chatPath, go, route } from '../route.js';
import { app } from '../session.js';
import { wanted } from '../shortcuts.js';
import { mentionAfter, unreadLineAt } from '../timeline.js';
import { dayWords } from '../words.js';
import { Entry } from './entry.js';
import { historyItems } from './history-items.js';
import { icon } from './icons.js';
import { badge, empty, spinner } from './parts.js';

const SHOWN_MOST = 180;
const GROW = 60;
const NEAR = 900;
const AT_BOTTOM = 48;
const FLASH_MS = 1600;

export const History = {
  props: { conversation: String },
  emits: ['reply'],
  setup(props, { emit }) {
    const scroller = ref(null);
    const view = shallowReactive({
      from: 0, to: Infinity, atBottom: true, read: -1, flash: 0, ready: false, seen: 0,
      // Shown without a server from what is kept: where the reader should begin is not known.
      unsure: false,
      // Opened by what was kept of the list: the server may know of more that is unread.
      stale: false,
    });
    let opening = 0;
    const held = computed(() => timelines.open(props.conversation));
    const row = computed(() => {
      void conversations.version.value;
      return conversations.row(props.conversation);
    });
    let aim = null;
    let anchor = null;
    let caughtUpSeen = 0;

    const slice = computed(() => {
      void held.value.version;
      const { entries } = held.value.timeline;
      const from = lowerBound(entries, view.from);
      const to = view.to === Infinity ? entries.length : lowerBound(entries, view.to + 1);
      return { entries, from, to };
    });
    const atEnd = computed(() => {
      const { entries, to } = slice.value;
      return to === entries.length && held.value.timeline.bottomReached;
    });
    const items = computed(() => {
      const { entries, from, to } = slice.value;
      // Without a server what is kept may end before the head; what is written is shown, still.
      const last = atEnd.value || to === entries.length && !(entries.length && app.loggedIn);
      const waiting = last ? outbox.of(props.conversation) : [];
      return historyItems(entries.slice(from, to), waiting, { lineSeq: lineSeq(), me: me() });
    });

    const mention = computed(() => {
      void held.value.version;
      return mentionAfter(held.value.timeline.entries, view.seen, me());
    });

    async function toMention() {
      const { conversation } = props;
      const seq = mention.value || await timelines.nextMention(conversation, view.seen, me());
      if (conversation !== props.conversation) return;
      if (seq) await jump(seq);
      else await toEnd();
    }

    /** Where the Tab key enters the history; from there the arrows lead on. */
    const lastMessage = computed(() =>
      items.value.findLast(({ type }) => type === 'entry' || type === 'pending'));

    function lineSeq() {
      const { timeline } = held.value;
      if (view.read < 0) return 0;
      if (!timeline.topReached && timeline.first > view.read + 1) return 0;
      return unreadLineAt(timeline.entries, view.read, me());
    }

    async function open() {
      const { conversation } = props;
      const known = row.value;
      Object.assign(view, {
        from: 0, to: Infinity, atBottom: false, ready: view.unsure, flash: 0, seen: 0,
        read: known?.unread > 0 ? known.read : -1,
      });
      aim = null;
      view.stale = !conversations.fresh.value && held.value.timeline.empty;
      const run = ++opening;
      await timelines.load(conversation);
      if (run !== opening) return;
      view.ready = true;
      caughtUpSeen = held.value.caughtUp;
      view.unsure = !app.loggedIn && held.value.error !== '' && known?.unread > 0 && !lineSeq();
      if (route.seq) await jump(route.seq);
      else if (lineSeq()) aimAt(lineSeq(), 'line');
      else toBottom();
    }

    /** Makes the slice around an entry and scrolls there with the next drawing. */
    function aimAt(seq, where) {
      const { entries } = held.value.timeline;
      const index = lowerBound(entries, seq);
      const from = Math.max(0, index - GROW);
      const to = index + GROW;
      view.from = entries[from]?.seq ?? 0;
      view.to = to >= entries.length - 1 ? Infinity : entries[to].seq;
      aim = { seq, where };
      redraw();
    }

    /** The aim is met after drawing; nothing else may have changed. */
    const drawn = ref(0);
    function redraw() {
      drawn.value++;
    }

    function toBottom() {
      const { entries } = held.value.timeline;
      view.to = Infinity;
      view.from = entries[Math.max(0, entries.length - SHOWN_MOST / 2)]?.seq ?? 0;
      view.atBottom = true;
      aim = { where: 'bottom' };
      redraw();
    }

    async function jump(seq) {
      const found = await timelines.jump(props.conversation, seq);
      if (!found) return;
      aimAt(seq, 'middle');
      view.flash = seq;
      setTimeout(() => { view.flash = 0; }, FLASH_MS);
    }

    async function toEnd() {
      if (!held.value.timeline.bottomReached) await timelines.jumpToEnd(props.conversation);
      view.read = -1;
      toBottom();
    }

    function grow() {
      const element = scroller.value;
      if (!element || !view.ready || aim) return;
      const { entries, from, to } = slice.value;
      const above = element.scrollTop;
      const below = element.scrollHeight - element.clientHeight - above;
      const more = from > 0 || !held.value.timeline.topReached;
      if (above < NEAR && more) growUp(entries, from, to);
      else if (below < NEAR) growDown(entries, from, to);
    }

    function growUp(entries, from, to) {
      if (from > 0) {
        const next = Math.max(0, from - GROW);
        view.from = entries[next].seq;
        if (to - next > SHOWN_MOST) view.to = entries[next + SHOWN_MOST - 1].seq;
      } else {
        timelines.older(props.conversation);
      }
    }

    function growDown(entries, from, to) {
      if (to < entries.length) {
        const next = Math.min(entries.length, to + GROW);
        view.to = next === entries.length ? Infinity : entries[next - 1].seq;
        if (next - from > SHOWN_MOST) view.from = entries[next - SHOWN_MOST].seq;
      } else if (!held.value.timeline.bottomReached) {
        timelines.newer(props.conversation);
      }
    }

    /** Older pages come before the slice: it must begin where it began. */
    watch(() => held.value.version, () => {
      const { entries } = held.value.timeline;
      if (view.from === 0 && entries.length > SHOWN_MOST && view.ready) {
        view.from = entries[entries.length - SHOWN_MOST].seq;
      }
      if (view.atBottom && view.to === Infinity && slice.value.to - slice.value.from > SHOWN_MOST) {
        view.from = entries[entries.length - SHOWN_MOST / 2].seq;
      }
      noteNew();
    }, { flush: 'pre' });

    /** What comes while nobody looks, or was missed, gets the line. */
    function noteNew() {
      const known = row.value;
      const { timeline, caughtUp } = held.value;
      const late = caughtUp !== caughtUpSeen;
      caughtUpSeen = caughtUp;
      if (!view.ready || !known || view.read >= 0 && !view.atBottom) return;
      if (late) missed(timeline, known);
      else if (!(isFocused() && view.atBottom && timeline.bottomReached) && known.unread > 0) {
        view.read = known.read;
      }
    }

    /** Nobody saw these come: the reader begins at the first, not at the last of them. */
    function missed(timeline, known) {
      if (!unreadLineAt(timeline.entries, known.read, me())) return;
      view.read = known.read;
      if (view.atBottom && lineSeq()) aimAt(lineSeq(), 'line');
    }

    function scrolled() {
      const element = scroller.value;
      if (!element) return;
      const below = element.scrollHeight - element.clientHeight - element.scrollTop;
      view.atBottom = below < AT_BOTTOM && atEnd.value;
      if (view.ready && !view.atBottom) view.seen = lastSeen(element);
      grow();
      markRead();
    }

    /** Nothing counts as read that is not here yet, whatever the row says of the head. */
    function markRead() {
      const known = row.value;
      if (!view.ready || view.unsure || view.stale || !known || !isFocused()) return;
      if (known.read >= known.head) return;
      const seen = view.atBottom && atEnd.value ? held.value.timeline.last
        : lastSeen(scroller.value);
      const seq = Math.min(seen, known.head);
      if (seq > known.read) sync.markRead(props.conversation, seq);
    }

    onBeforeUpdate(() => { anchor = aim ? null : anchorOf(scroller.value); });
    onUpdated(() => {
      const element = scroller.value;
      if (!element) return;
      if (aim) meet(element, aim);
      else if (view.atBottom) stick(element);
      else restore(element, anchor);
      aim = null;
      scrolled();
    });

    /** Stays at the end, but never scrolls unread lines away while nobody looks. */
    function stick(element) {
      element.scrollTop = element.scrollHeight;
      const line = element.querySelector('.unread-line');
      if (line && !isFocused()) {
        const over = element.getBoundingClientRect().top + 16 - line.getBoundingClientRect().top;
        if (over > 0) element.scrollTop -= over;
      }
    }

    let observer;
    const focused = () => markRead();
    onMounted(() => {
      observer = new ResizeObserver(() => {
        if (view.atBottom && scroller.value) stick(scroller.value);
        grow();
      });
      observer.observe(scroller.value);
      addEventListener('focus', focused);
      document.addEventListener('visibilitychange', focused);
      open();
    });
    onBeforeUnmount(() => {
      observer.disconnect();
      removeEventListener('focus', focused);
      document.removeEventListener('visibilitychange', focused);
    });
    watch(() => props.conversation, () => {
      view.unsure = false;
      open();
    });
    watch(conversations.fresh, () => { if (view.stale) open(); });
    watch(() => app.loggedIn, (there) => { if (there && view.unsure) open(); });
    watch(() => route.seq, (seq) => {
      if (!seq || route.conversation !== props.conversation || !view.ready) return;
      jump(seq);
    });
    watch(wanted.end, toEnd);

    const quote = (seq) => {
      if (route.seq === seq) jump(seq);
      else go(chatPath(props.conversation, seq), { replace: true });
    };

    return () => {
      void drawn.value;
      void people.version.value;
      const known = row.value;
      const { timeline, loading } = held.value;
      const missing = known ? Math.max(known.unread, 0) : 0;
      return h('div', { class: 'history' }, [
        h('div', {
          ref: scroller, class: 'history-scroll', 'data-test': 'history', tabindex: -1,
          onScrollPassive: scrolled, onKeydown: (event) => moveAmong(event, scroller.value),
        }, [
          h('div', {
            class: ['history-column', { arriving: !view.ready }], role: 'log',
            'aria-label': t('history.label'),
          }, [
            timeline.topReached && slice.value.from === 0 && items.value.length
              ? h('p', { class: 'history-begin' }, t('history.begin'))
              : loading === 'older' && view.ready
                ? h('p', { class: 'history-begin' }, spinner()) : null,
            items.value.map((item) => line(item, known, view, {
              quote, emit, reached: item === lastMessage.value,
            })),
            items.value.length === 0 ? nothing(loading, view.ready, held.value.error) : null,
          ]),
        ]),
        view.ready && !(view.atBottom && atEnd.value) && items.value.length
          ? h('button', {
            type: 'button', class: 'jump', 'data-test': 'jump-to-end', title: t('history.toEnd'),
            'aria-label': t('history.toEnd'), onClick: toEnd,
          }, [icon('down'), badge(missing)]) : null,
        view.ready && !view.atBottom
            && (mention.value || known?.mentioned && !timeline.bottomReached)
          ? h('button', {
            type: 'button', class: 'jump jump-mention', 'data-test': 'jump-to-mention',
            title: t('history.toMention'), 'aria-label': t('history.toMention'),
            onClick: toMention,
          }, icon('at')) : null,
      ]);
    };
  },
};

function line(item, row, view, { quote, emit, reached }) {
  if (item.type === 'day') {
    return h('div', { key: item.key, class: 'day', role: 'separator' },
      h('span', dayWords(item.at)));
  }
  if (item.type === 'unread') {
    return h('div', {
      key: 'unread', class: 'unread-line', role: 'separator', 'data-test': 'unread-line',
    }, h('span', t('history.unread')));
  }
  return h(Entry, {
    key: item.key, item, reached, flash: item.entry.seq > 0 && item.entry.seq === view.flash,
    read: Math.max(row?.peerRead ?? 0, row?.othersRead ?? 0), onQuote: quote,
    onReply: (entry) => emit('reply', entry),
  });
}

function nothing(loading, ready, error) {
  if (loading || !ready) return h('div', { class: 'history-wait' }, spinner());
  if (error) return empty('offline', t('history.unreachable'), t('history.unreachableWords'));
  return empty('chats', t('history.emptyTitle'), t('history.emptyWords'));
}

/** Index of the first entry whose number is at least this. */
function lowerBound(entries, seq) {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle].seq < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first line that is seen, and where. */
function anchorOf(element) {
  if (!element) return null;
  const top = element.getBoundingClientRect().top;
  for (const one of element.querySelectorAll('[data-key]')) {
    const box = one.getBoundingClientRect();
    if (box.bottom > top) return { key: one.dataset.key, top: box.top };
  }
  return null;
}

function restore(element, anchor) {
  if (!anchor) return;
  const one = element.querySelector(`[data-key="${CSS.escape(anchor.key)}"]`);
  if (!one) return;
  const moved = one.getBoundingClientRect().top - anchor.top;
  if (Math.abs(moved) > 0.5) element.scrollTop += moved;
}

function meet(element, { seq, where }) {
  if (where === 'bottom') {
    element.scrollTop = element.scrollHeight;
    return;
  }
  const one = where === 'line' ? element.querySelector('.unread-line')
    : element.querySelector(`[data-seq="${seq}"]`);
  if (!one) return;
  const place = one.getBoundingClientRect().top - element.getBoundingClientRect().top;
  const share = where === 'line' ? 0.2 : 0.4;
  element.scrollTop += place - element.clientHeight * share;
  if (where === 'middle') nextTick(() => one.focus({ preventScroll: true }));
}

/** The number of the last entry that is seen, 0 if none. */
function lastSeen(element) {
  const bottom = element.getBoundingClientRect().bottom;
  let seen = 0;
  for (const one of element.querySelectorAll('[data-seq]')) {
    const box = one.getBoundingClientRect();
    if (box.top + Math.min(box.height, 48) > bottom) break;
    seen = Number(one.dataset.seq);
  }
  return seen;
}

function moveAmong(event, element) {
  if (event.altKey || event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
  const here = document.activeElement.closest?.('.entry');
  if (!here) return;
  const all = [...element.querySelectorAll('.entry')];
  const next = all[all.indexOf(here) + (event.key === 'ArrowDown' ? 1 : -1)];
  event.preventDefault();
  if (next) {
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'nearest' });
  } else if (event.key === 'ArrowDown') {
    wanted.composer.value++;
  }
}
