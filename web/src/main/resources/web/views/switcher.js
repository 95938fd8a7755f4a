/// Ctrl+K: any conversation or person by a few letters.

import { computed, h, nextTick, reactive, ref, watch } from '../vue.js';
import { scoreBoth } from '../fuzzy.js';
import { t } from '../i18n/index.js';
import { conversations, me, people, talkTo } from '../messenger.js';
import { closeOverlay } from '../overlay.js';
import { kindOf, peerOf } from '../protocol.js';
import { openChat } from '../route.js';
import { titleOf } from '../words.js';
import { Dialog } from './dialog.js';
import { icon } from './icons.js';
import { avatar, badge } from './parts.js';

const SHOWN_MOST = 30;
const SEARCH_AFTER_MS = 150;

export const Switcher = {
  setup() {
    const form = reactive({ query: '', at: 0, found: [] });
    const list = ref(null);
    let timer = 0;
    watch(() => form.query, (query) => {
      form.at = 0;
      clearTimeout(timer);
      timer = setTimeout(async () => {
        form.found = await people.find(query, 10);
      }, SEARCH_AFTER_MS);
    });
    const shown = computed(() => targets(form));

    function go(target) {
      if (!target) return;
      closeOverlay();
      if (kindOf(target.conversation) === 'direct') talkTo(peerOf(target.conversation));
      else openChat(target.conversation);
    }

    function keys(event) {
      if (event.isComposing || event.keyCode === 229) return;
      const count = shown.value.length;
      if (event.key === 'ArrowDown') form.at = count ? (form.at + 1) % count : 0;
      else if (event.key === 'ArrowUp') form.at = count ? (form.at + count - 1) % count : 0;
      else if (event.key === 'Enter') go(shown.value[form.at]);
      else return;
      event.preventDefault();
      nextTick(() => list.value?.querySelector('.chosen')?.scrollIntoView({ block: 'nearest' }));
    }

    return () => h(Dialog, { title: t('switcher.title'), test: 'switcher', bare: true }, () => [
      h('div', { class: 'switcher-field' }, [
        icon('search'),
        h('input', {
          class: 'switcher-input', value: form.query, placeholder: t('switcher.placeholder'),
          'aria-label': t('switcher.placeholder'), 'data-focus': true,
          'data-test': 'switcher-input',
          role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'switcher-list',
          autocomplete: 'off', spellcheck: false,
          'aria-activedescendant': shown.value.length ? `switch-${form.at}` : undefined,
          onInput: (event) => { form.query = event.target.value; }, onKeydown: keys,
        }),
        h('kbd', 'Esc'),
      ]),
      h('ul', { ref: list, id: 'switcher-list', class: 'switcher-list', role: 'listbox' },
        shown.value.map((target, i) => h('li', {
          key: target.conversation, id: `switch-${i}`, role: 'option',
          class: { chosen: i === form.at },
          'aria-selected': String(i === form.at), 'data-test': 'switcher-option',
          'data-conversation': target.conversation, onClick: () => go(target),
          onPointermove: () => { form.at = i; },
        }, [
          avatar({ conversation: target.conversation, title: target.title, size: 's', me: me() }),
          h('bdi', target.title), h('small', target.conversation.replace(/^u:/, '')),
          badge(target.unread),
        ]))),
      shown.value.length ? null : h('p', { class: 'switcher-none' }, t('switcher.none')),
    ]);
  },
};

/** Conversations first, those lately used before the others; then people without one. */
function targets(form) {
  const wish = form.query.trim();
  const all = conversations.rows().map((row) => ({
    conversation: row.conversation, title: titleOf(row), unread: row.unread, at: row.last?.at ?? 0,
    bonus: 60,
  }));
  const there = new Set(all.map((target) => target.conversation));
  for (const user of [...form.found, ...wish ? people.known() : []]) {
    const conversation = `u:${user.userId}`;
    if (there.has(conversation)) continue;
    there.add(conversation);
    all.push({ conversation, title: user.userName, unread: 0, at: 0, bonus: 0 });
  }
  return all
    .map((target) => ({ ...target, points: scoreBoth(wish, target.title, target.conversation) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points + b.bonus - a.points - a.bonus || b.at - a.at)
    .slice(0, SHOWN_MOST);
}
