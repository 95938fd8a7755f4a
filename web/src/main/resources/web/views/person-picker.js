/// Choosing people: by name or id, with those known first.

import { h, onBeforeUnmount, reactive, watch } from '../vue.js';
import { scoreBoth } from '../fuzzy.js';
import { t } from '../i18n/index.js';
import { me, people } from '../messenger.js';
import { icon } from './icons.js';
import { personAvatar } from './parts.js';

const SHOWN_MOST = 40;
const SEARCH_AFTER_MS = 200;

export const PersonPicker = {
  props: { chosen: Array, without: { type: Array, default: () => [] }, focus: Boolean },
  emits: ['change'],
  setup(props, { emit }) {
    const form = reactive({ query: '', first: null, found: [] });
    let timer = 0;
    watch(() => form.query, (query) => {
      // What is shown keeps its place when more is found: it may be just about to be clicked.
      form.first = query.trim() ? known(query.trim()) : null;
      form.found = [];
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const found = await people.find(query);
        if (form.query === query) form.found = found;
      }, SEARCH_AFTER_MS);
    });
    onBeforeUnmount(() => clearTimeout(timer));

    const flip = (person) => {
      const there = props.chosen.some((one) => one.userId === person.userId);
      emit('change', there ? props.chosen.filter((one) => one.userId !== person.userId)
        : [...props.chosen, person]);
    };

    return () => {
      void people.version.value;
      return h('div', { class: 'picker' }, [
        h('div', { class: 'picker-chosen' }, props.chosen.map((person) => h('button', {
          key: person.userId, type: 'button', class: 'chip', onClick: () => flip(person),
          'aria-label': t('picker.remove', { name: person.userName }),
        }, [personAvatar(person.userId, person.userName, { size: 'xs' }), h('bdi', person.userName),
          icon('close')]))),
        h('div', { class: 'search' }, [
          icon('search'),
          h('input', {
            type: 'search', class: 'search-input', value: form.query,
            placeholder: t('picker.search'),
            'aria-label': t('picker.search'), 'data-test': 'picker-search',
            'data-focus': props.focus || undefined,
            onInput: (event) => { form.query = event.target.value; },
          }),
        ]),
        h('div', { class: 'picker-list', role: 'listbox', 'aria-multiselectable': 'true' },
          offered(form, props).map((person) => option(person, props.chosen, flip))),
      ]);
    };
  },
};

function option(person, chosen, flip) {
  const there = chosen.some((one) => one.userId === person.userId);
  return h('button', {
    key: person.userId, type: 'button', class: ['person-row', { chosen: there }], role: 'option',
    'aria-selected': String(there), 'data-test': 'picker-person', 'data-user': person.userId,
    onClick: () => flip(person),
  }, [
    personAvatar(person.userId, person.userName, {
      size: 's', status: people.statusOf(person.userId),
    }),
    h('span', { class: 'person-words' }, [
      h('bdi', { class: 'person-name' }, person.userName), h('small', String(person.userId)),
    ]),
    h('span', { class: ['check-box', { checked: there }] }, there ? icon('check') : null),
  ]);
}

function offered({ first, found }, { without }) {
  const hidden = new Set([me(), ...without]);
  const seen = new Set();
  return [...first ?? known(''), ...found].filter(({ userId }) =>
    !hidden.has(userId) && !seen.has(userId) && seen.add(userId)).slice(0, SHOWN_MOST);
}

/** Those known whose name or id is like that, the likest first. */
function known(wish) {
  return [...people.known()]
    .map((person) => ({ person, points: scoreBoth(wish, person.userName, person.conversation) }))
    .filter(({ points }) => points > (wish ? 100 : 0))
    .sort((a, b) => b.points - a.points || a.person.userName.localeCompare(b.person.userName))
    .map(({ person }) => person);
}
