/// Who is online, and finding anybody.

import { computed, h, onBeforeUnmount, reactive, watch } from '../vue.js';
import { scoreBoth } from '../fuzzy.js';
import { t } from '../i18n/index.js';
import { me, people, talkTo } from '../messenger.js';
import { openOverlay } from '../overlay.js';
import { app } from '../session.js';
import { icon } from './icons.js';
import { button, empty, iconButton, personAvatar, spinner } from './parts.js';

const SHOWN_FIRST = 100;
const SHOWN_MORE = 200;
const SEARCH_AFTER_MS = 200;

export const PeopleList = {
  setup() {
    const form = reactive({ query: '', found: [], asked: false, shown: SHOWN_FIRST });
    let timer = 0;
    watch(() => form.query, (query) => {
      clearTimeout(timer);
      form.asked = false;
      timer = setTimeout(async () => {
        form.found = await people.find(query);
        form.asked = true;
      }, SEARCH_AFTER_MS);
    });
    onBeforeUnmount(() => clearTimeout(timer));

    const shown = computed(() => {
      void people.version.value;
      const wish = form.query.trim();
      const online = people.online.filter((user) => user.userId !== me());
      if (!wish) return online;
      const fitting = online.filter((user) =>
        scoreBoth(wish, user.userName, `u:${user.userId}`) >= 300);
      const seen = new Set(fitting.map((user) => user.userId));
      return [...fitting, ...form.found.filter((user) => !seen.has(user.userId))];
    });

    const scrolled = ({ target }) => {
      if (target.scrollHeight - target.scrollTop - target.clientHeight > 600) return;
      if (form.shown < shown.value.length) form.shown += SHOWN_MORE;
      else if (!form.query.trim()) people.readMore();
    };

    return () => h('section', { class: 'list-pane', 'aria-label': t('nav.people') }, [
      h('header', { class: 'pane-head' }, [
        h('h1', t('nav.people')),
        h('span', { class: 'pane-count', 'data-test': 'online-count' },
          t('people.online', { n: people.total })),
        people.everyone ? null : iconButton('retry', t('people.again'), {
          onClick: () => people.readOnline(),
        }),
      ]),
      h('div', { class: 'search' }, [
        icon('search'),
        h('input', {
          type: 'search', class: 'search-input', value: form.query, placeholder: t('people.search'),
          'aria-label': t('people.search'), 'data-test': 'people-search',
          onInput: (event) => { form.query = event.target.value; },
        }),
      ]),
      h('div', {
        class: 'list-scroll people-scroll', 'data-test': 'people-list', onScroll: scrolled,
      }, [
        shown.value.slice(0, form.shown).map(line),
        shown.value.length === 0 ? nobody(form) : null,
        !people.everyone && people.next && !form.query ? button(t('people.more'), {
          class: 'button button-quiet people-more', onClick: () => people.readMore(),
        }) : null,
      ]),
    ]);
  },
};

function line(user) {
  return h('div', { key: user.userId, class: 'person-line' }, [
    h('button', {
      type: 'button', class: 'person-row', 'data-test': 'person', 'data-user': user.userId,
      onClick: () => talkTo(user.userId),
    }, [
      personAvatar(user.userId, user.userName, { size: 'm', status: people.statusOf(user.userId) }),
      h('span', { class: 'person-words' }, [
        h('bdi', { class: 'person-name' }, user.userName),
        h('small', `${t(`status.${people.statusOf(user.userId)}`)} · ${user.userId}`),
      ]),
    ]),
    iconButton('info', t('entry.card', { name: user.userName }), {
      class: 'icon-button person-more',
      onClick: () => openOverlay('person', { userId: user.userId }),
    }),
  ]);
}

function nobody(form) {
  if (people.loading || form.query && !form.asked) return spinner();
  if (!app.loggedIn) return empty('offline', t('history.unreachable'), '');
  return form.query ? empty('search', t('people.noneTitle'), t('people.noneWords'))
    : empty('people', t('people.aloneTitle'), t('people.aloneWords'));
}
