/// The field to write in: grows with what is written, keeps drafts, completes mentions, and does
/// not send while an input method is at work.

import { computed, h, nextTick, onMounted, reactive, ref, watch } from '../vue.js';
import { isAhead } from '../clock.js';
import { t } from '../i18n/index.js';
import { completed, candidates, mentionAt, mentionsIn } from '../mentions.js';
import { drafts, groups, me, outbox, people, timelines, typing } from '../messenger.js';
import { bytesOf, kindOf } from '../protocol.js';
import { app } from '../session.js';
import { settings } from '../settings.js';
import { wanted } from '../shortcuts.js';
import { wordsOf } from '../words.js';
import { rights } from '../groups.js';
import { icon } from './icons.js';
import { iconButton, personAvatar } from './parts.js';

const HIGHEST = 220;
/** From here on the length is shown. */
const LONG_SHARE = 0.8;
const MENTION_ALL_MOST = 100;

export const Composer = {
  props: { row: Object, replyTo: Object },
  emits: ['replied', 'answer'],
  setup(props, { emit }) {
    const { conversation } = props.row;
    const field = ref(null);
    const form = reactive({
      text: drafts.get(conversation)?.text ?? '', mention: null, chosen: 0, found: [],
    });
    const isPhone = matchMedia('(pointer: coarse)');
    let composing = false;

    const bytes = computed(() => form.text.length * 3 < app.limits.textBytes * LONG_SHARE ? 0
      : bytesOf(form.text));
    const tooLong = computed(() => bytes.value > app.limits.textBytes);
    const silent = computed(() => silenceWords(conversation));

    const fit = () => nextTick(() => {
      const element = field.value;
      if (!element) return;
      element.style.height = 'auto';
      element.style.height = `${Math.min(HIGHEST, element.scrollHeight)}px`;
    });
    const keep = () => drafts.set(conversation, { text: form.text, replyTo: props.replyTo?.seq });
    const focus = () => field.value?.focus();

    onMounted(() => {
      fit();
      if (!isPhone.matches) focus();
    });
    watch(wanted.composer, focus);
    watch(() => props.replyTo, () => {
      keep();
      focus();
    });
    watch(wanted.escape, () => {
      if (form.mention) form.mention = null;
      else if (props.replyTo) emit('replied');
      else wanted.end.value++;
    });
    // Another tab wrote the same draft, or sent it. What is typed here is kept with each letter, so
    // that there is nothing to lose but what an input method is at.
    watch(drafts.version, () => {
      const kept = drafts.get(conversation);
      const text = kept?.text ?? '';
      if (text === form.text || !text && !form.text.trim() || composing) return;
      form.text = text;
      if (!kept?.replyTo && props.replyTo) emit('replied');
      fit();
    });

    function typed(event) {
      form.text = event.target.value;
      fit();
      keep();
      if (form.text.trim()) typing.writing(conversation);
      complete();
    }

    function complete() {
      const element = field.value;
      const group = kindOf(conversation) !== 'direct';
      const mention = group && element ? mentionAt(form.text, element.selectionStart) : null;
      form.mention = mention;
      form.chosen = 0;
      if (!mention) return;
      form.found = candidates(mention.query, mentionable(conversation));
      readMentionable(conversation, mention.query).then(() => {
        if (form.mention === mention || form.mention?.query === mention.query) {
          form.found = candidates(mention.query, mentionable(conversation));
        }
      });
    }

    function choose(person) {
      const element = field.value;
      const put = completed(form.text, element.selectionStart, form.mention.from, person.userName);
      form.text = put.text;
      form.mention = null;
      keep();
      fit();
      nextTick(() => {
        element.focus();
        element.setSelectionRange(put.cursor, put.cursor);
      });
    }

    async function send() {
      const text = form.text.trim();
      if (!text || tooLong.value || silent.value) return;
      const mentions = kindOf(conversation) === 'direct' ? undefined
        : mentionsIn(text, mentionable(conversation));
      const replyTo = props.replyTo?.seq;
      form.text = '';
      form.mention = null;
      drafts.set(conversation, { text: '' });
      typing.sent(conversation);
      emit('replied');
      fit();
      focus();
      const kept = outbox.add({ to: conversation, text, replyTo, mentions });
      // One's own message is looked at, wherever one was.
      wanted.end.value++;
      await kept;
    }

    function keys(event) {
      // An input method uses Enter and the arrows for its own choice.
      if (event.isComposing || event.keyCode === 229) return;
      if (form.mention && form.found.length && menuKeys(event)) return;
      if (event.key === 'Enter' && sends(event, isPhone.matches)) {
        event.preventDefault();
        send();
      } else if (event.key === 'ArrowUp' && !form.text && !event.altKey) {
        event.preventDefault();
        answerLast();
      }
    }

    function menuKeys(event) {
      const { key } = event;
      const count = form.found.length;
      if (key === 'ArrowDown') form.chosen = (form.chosen + 1) % count;
      else if (key === 'ArrowUp') form.chosen = (form.chosen + count - 1) % count;
      else if (key === 'Enter' || key === 'Tab') choose(form.found[form.chosen]);
      else if (key === 'Escape') form.mention = null;
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    }

    function answerLast() {
      const entries = timelines.held(conversation)?.timeline.entries ?? [];
      const last = entries.findLast((entry) => entry.from !== me() && entry.kind === 'text');
      if (last) emit('answer', last);
    }

    return () => silent.value
      ? h('div', { class: 'composer composer-silent', 'data-test': 'composer-silent' },
        [icon('mute'), silent.value])
      : h('div', { class: 'composer' }, [
        form.mention && form.found.length ? menu(form, choose) : null,
        props.replyTo ? reply(props.replyTo, () => emit('replied')) : null,
        h('div', { class: 'composer-line' }, [
          h('textarea', {
            ref: field, class: 'composer-field', rows: 1, dir: 'auto', value: form.text,
            placeholder: t('composer.placeholder'), 'aria-label': t('composer.placeholder'),
            'data-test': 'composer', enterkeyhint: 'send', autocomplete: 'off',
            'aria-controls': form.mention ? 'mentions' : undefined,
            onInput: typed, onKeydown: keys, onClick: complete,
            onCompositionstart: () => { composing = true; },
            onCompositionend: () => { composing = false; },
            onBlur: () => { setTimeout(() => { form.mention = null; }, 150); },
          }),
          bytes.value ? h('span', { class: ['composer-length', { bad: tooLong.value }] },
            `${Math.ceil(bytes.value / 1024)} / ${Math.floor(app.limits.textBytes / 1024)} KB`)
            : null,
          h('button', {
            type: 'button', class: 'composer-send', 'data-test': 'send',
            title: t('composer.send'), 'aria-label': t('composer.send'),
            disabled: !form.text.trim() || tooLong.value,
            // The field keeps the focus, and a phone its keyboard.
            onPointerdown: (event) => event.preventDefault(), onClick: send,
          }, icon('send')),
        ]),
      ]);
  },
};

/** Whether this Enter sends. */
function sends(event, isPhone) {
  if (event.shiftKey || event.altKey) return false;
  if (event.ctrlKey || event.metaKey) return true;
  return settings.sendWith === 'enter' && !isPhone;
}

function reply(entry, drop) {
  return h('div', { class: 'composer-reply', 'data-test': 'composer-reply' }, [
    icon('reply'),
    h('span', { class: 'composer-quote' }, [
      h('bdi', { class: 'quote-name' }, entry.from === me() ? t('You')
        : entry.fromName || people.shownName(entry.from)),
      h('bdi', { class: 'quote-text' }, wordsOf(entry)),
    ]),
    iconButton('close', t('composer.dropReply'), { test: 'drop-reply', onClick: drop }),
  ]);
}

function menu(form, choose) {
  return h('ul', { id: 'mentions', class: 'mentions', role: 'listbox', 'data-test': 'mentions' },
    form.found.map((person, i) => h('li', {
      key: person.userId, role: 'option', 'aria-selected': String(i === form.chosen),
      class: { chosen: i === form.chosen }, 'data-test': 'mention-option',
      onPointerdown: (event) => {
        event.preventDefault();
        choose(person);
      },
    }, [
      person.userId === 'all' ? h('span', { class: 'avatar avatar-xs avatar-all' }, '@')
        : personAvatar(person.userId, person.userName, { size: 'xs' }),
      h('bdi', person.userName),
      h('small', person.userId === 'all' ? t('mention.allHint') : person.userId),
    ])));
}

/** Who may be meant here; those who spoke last come first. */
function mentionable(conversation) {
  const spoke = (timelines.held(conversation)?.timeline.entries ?? []).slice(-200).reverse()
    .map(({ from, fromName }) => ({ userId: from, userName: fromName || people.nameOf(from) }));
  const others = kindOf(conversation) === 'group' ? groups.group(conversation).members
    : [...people.known()];
  const seen = new Set([me()]);
  const all = [...spoke, ...others].filter(({ userId, userName }) =>
    userName && !seen.has(userId) && seen.add(userId));
  return mayMentionAll(conversation)
    ? [...all, { userId: 'all', userName: t('mention.all') }] : all;
}

function mayMentionAll(conversation) {
  if (kindOf(conversation) === 'all') return app.user?.role === 'admin';
  const { info } = groups.group(conversation);
  return Boolean(info) && (info.memberCount <= MENTION_ALL_MOST || rights.manages(info.myRole));
}

async function readMentionable(conversation, query) {
  if (kindOf(conversation) === 'group') {
    if (!groups.group(conversation).members.length) await groups.readMembers(conversation);
  } else {
    await people.find(query, 10);
  }
}

/** Why one may not write here, or empty. */
function silenceWords(conversation) {
  if (kindOf(conversation) !== 'group') return '';
  const { info, members } = groups.group(conversation);
  if (info?.mutedAll && !rights.manages(info.myRole)) return t('composer.mutedAll');
  const mine = members.find((member) => member.userId === me());
  return isAhead(mine?.mutedUntil) ? t('composer.muted') : '';
}
