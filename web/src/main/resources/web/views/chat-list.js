/// The conversations, in sections; only the lines that are seen exist.

import { computed, h, nextTick, onBeforeUnmount, onMounted, ref, shallowRef, watch }
  from '../vue.js';
import { compareRows, listLines, sectionOf } from '../conversations.js';
import { matches } from '../fuzzy.js';
import { t } from '../i18n/index.js';
import { conversations, drafts, openConversation, people, talkTo } from '../messenger.js';
import { openOverlay } from '../overlay.js';
import { app } from '../session.js';
import { settings } from '../settings.js';
import { wanted } from '../shortcuts.js';
import { titleOf } from '../words.js';
import { ChatRow } from './chat-row.js';
import { icon } from './icons.js';
import { avatar, empty, iconButton, spinner } from './parts.js';

const HEADING_HEIGHT = 34;
const ROW_HEIGHT = { comfortable: 68, compact: 52 };
/** As in base.css. */
const TEXT_SCALE = { normal: 1, large: 1.125, largest: 1.25 };
const BEYOND = 400;
const SEARCH_AFTER_MS = 200;

export const ChatList = {
  setup() {
    const scroller = ref(null);
    const searchField = ref(null);
    const scrolled = ref(0);
    const height = ref(800);
    const query = ref('');
    const found = shallowRef([]);
    const openSection = ref('');

    watch(openConversation, (conversation) => {
      const row = conversations.row(conversation);
      openSection.value = row ? sectionOf(row) : '';
    }, { immediate: true });
    watch(wanted.search, () => searchField.value?.focus());
    search(query, found);

    const lines = computed(() => {
      void conversations.version.value;
      void people.version.value;
      const words = query.value.trim();
      const rows = conversations.rows();
      if (words) {
        return rows.filter((row) => matches(words, titleOf(row), row.conversation))
          .sort(compareRows).map((row) => ({ row }));
      }
      return listLines(rows, {
        open: openConversation.value, openSection: openSection.value,
        folded: new Set(settings.folded),
      });
    });
    const rowHeight = computed(() => Math.round(
      ROW_HEIGHT[settings.density] * (TEXT_SCALE[settings.textSize] ?? 1)));
    const tops = computed(() => {
      const all = [0];
      for (const line of lines.value) {
        all.push(all[all.length - 1] + (line.row ? rowHeight.value : HEADING_HEIGHT));
      }
      return all;
    });

    let observer;
    onMounted(() => {
      observer = new ResizeObserver(() => { height.value = scroller.value?.clientHeight ?? 800; });
      observer.observe(scroller.value);
    });
    onBeforeUnmount(() => observer.disconnect());

    // The open conversation is always in sight, when it was opened from elsewhere too.
    watch(openConversation, () => nextTick(() => {
      const at = lines.value.findIndex((line) => line.row?.conversation === openConversation.value);
      if (at < 0 || !scroller.value) return;
      const top = tops.value[at];
      const { scrollTop, clientHeight } = scroller.value;
      if (top < scrollTop) scroller.value.scrollTop = Math.max(0, top - HEADING_HEIGHT);
      else if (top + rowHeight.value > scrollTop + clientHeight) {
        scroller.value.scrollTop = top + rowHeight.value - clientHeight + 12;
      }
    }), { flush: 'post' });

    const shown = computed(() => {
      const from = at(tops.value, scrolled.value - BEYOND);
      const to = at(tops.value, scrolled.value + height.value + BEYOND);
      return lines.value.slice(from, to + 1)
        .map((line, i) => ({ line, top: tops.value[from + i] }));
    });

    return () => {
      void drafts.version.value;
      return h('section', { class: 'list-pane', 'aria-label': t('nav.chats') }, [
        h('header', { class: 'pane-head' }, [
          h('h1', t('nav.chats')),
          iconButton('link', t('list.join'), {
            test: 'join-group', onClick: () => openOverlay('join'),
          }),
          iconButton('plus', t('list.new'), {
            test: 'new-group', onClick: () => openOverlay('group'),
          }),
        ]),
        searchBox(searchField, query),
        h('div', {
          ref: scroller, class: 'list-scroll', 'data-test': 'chat-list',
          onScroll: (event) => { scrolled.value = event.target.scrollTop; },
          onKeydown: (event) => moveFocus(event, scroller.value),
        }, [
          h('div', {
            class: 'list-space', role: 'list', 'aria-label': t('nav.chats'),
            style: { height: `${tops.value[tops.value.length - 1]}px` },
          }, shown.value.map(({ line, top }) => line.row
            ? h(ChatRow, {
              key: line.row.conversation, row: conversations.row(line.row.conversation), top,
              height: rowHeight.value,
            })
            : heading(line, top))),
          query.value.trim() ? results(found.value, query) : lines.value.length === 0
            ? app.loggedIn || conversations.complete.value
              ? empty('chats', t('list.emptyTitle'), t('list.emptyWords')) : spinner() : null,
        ]),
      ]);
    };
  },
};

function searchBox(searchField, query) {
  return h('div', { class: 'search' }, [
    icon('search'),
    h('input', {
      ref: searchField, type: 'search', class: 'search-input', value: query.value,
      placeholder: t('list.search'), 'aria-label': t('list.search'), 'data-test': 'list-search',
      onInput: (event) => { query.value = event.target.value; },
      onKeydown: (event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        query.value = '';
        event.target.blur();
      },
    }),
  ]);
}

/** Asks the server for people while somebody types. */
function search(query, found) {
  let timer = 0;
  watch(query, (words) => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const users = await people.find(words);
      if (query.value === words) found.value = users;
    }, SEARCH_AFTER_MS);
  });
  onBeforeUnmount(() => clearTimeout(timer));
}

function results(users, query) {
  const fresh = users.filter((user) => !conversations.row(`u:${user.userId}`));
  if (!fresh.length) return null;
  return h('div', { class: 'list-results' }, [
    h('h2', { class: 'list-heading list-heading-still' }, t('list.people')),
    fresh.map((user) => h('button', {
      key: user.userId, type: 'button', class: 'person-row', 'data-test': 'found-person',
      'data-user': user.userId,
      onClick: () => {
        query.value = '';
        talkTo(user.userId);
      },
    }, [
      avatar({ conversation: `u:${user.userId}`, title: user.userName, size: 'm' }),
      h('span', { class: 'person-words' }, [
        h('bdi', { class: 'person-name' }, user.userName), h('small', `${user.userId}`),
      ]),
    ])),
  ]);
}

function heading({ heading: section, count, folded }, top) {
  return h('button', {
    key: `section ${section}`, type: 'button', class: 'list-heading',
    'aria-expanded': String(!folded), 'data-test': `section-${section}`,
    style: { transform: `translateY(${top}px)` },
    onClick: () => {
      settings.folded = folded ? settings.folded.filter((one) => one !== section)
        : [...settings.folded, section];
    },
  }, [
    icon('chevron', { class: ['icon', 'fold', { folded }] }), h('span', t(`section.${section}`)),
    h('span', { class: 'list-heading-count' }, count),
  ]);
}

/** Index of the last line that begins at or before a height. */
function at(tops, height) {
  let low = 0;
  let high = tops.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tops[middle] <= height) low = middle;
    else high = middle - 1;
  }
  return low;
}

function moveFocus(event, scroller) {
  if (event.altKey || event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const rows = [...scroller.querySelectorAll('.row, .list-heading, .person-row')]
    .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
  const here = rows.indexOf(document.activeElement);
  const next = rows[here + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}
