/// One line of the list.

import { h } from '../vue.js';
import { t } from '../i18n/index.js';
import { drafts, me, openConversation, people, typing } from '../messenger.js';
import { kindOf, peerOf } from '../protocol.js';
import { plainLine } from '../text.js';
import { briefWords, fullWords, titleOf, wordsOf } from '../words.js';
import { icon, ticks } from './icons.js';
import { avatar, badge } from './parts.js';

export const ChatRow = {
  props: { row: Object, top: Number, height: Number },
  setup(props) {
    return () => {
      const { row } = props;
      void people.version.value;
      void drafts.version.value;
      void typing.version.value;
      const here = row.conversation === openConversation.value;
      const title = titleOf(row);
      const peer = peerOf(row.conversation);
      return h('a', {
        class: ['row', { here, unread: row.unread > 0 && !row.muted }], role: 'listitem',
        href: `#/c/${row.conversation}`, 'aria-current': here ? 'true' : undefined,
        'data-test': 'chat-row', 'data-conversation': row.conversation,
        style: { transform: `translateY(${props.top}px)`, height: `${props.height}px` },
      }, [
        avatar({
          conversation: row.conversation, title, me: me(),
          status: peer && peer !== me() ? people.statusOf(peer) : '',
        }),
        h('span', { class: 'row-words' }, [
          h('span', { class: 'row-first' }, [
            h('bdi', { class: 'row-title', 'data-test': 'row-title' }, title),
            row.muted ? icon('mute', { class: 'icon row-mark' }) : null,
            row.pinned ? icon('pin', { class: 'icon row-mark' }) : null,
            row.last ? h('time', {
              class: 'row-time', datetime: new Date(row.last.at).toISOString(),
              title: fullWords(row.last.at),
            }, briefWords(row.last.at)) : null,
          ]),
          h('span', { class: 'row-second' }, [
            preview(row, here),
            row.mentioned ? h('span', {
              class: 'badge badge-mention', 'data-test': 'mention-badge',
              'aria-label': t('row.mentioned'),
            }, '@') : null,
            badge(row.unread, { muted: row.muted, mentioned: row.mentioned }),
          ]),
        ]),
      ]);
    };
  },
};

function preview(row, here) {
  const writers = typing.in(row.conversation);
  if (writers.length) {
    return h('span', { class: 'row-preview row-typing', 'data-test': 'row-typing' },
      t('row.typing'));
  }
  const draft = drafts.get(row.conversation);
  if (draft?.text && !here) {
    return h('span', { class: 'row-preview' }, [
      h('span', { class: 'row-draft', 'data-test': 'row-draft' }, t('row.draft')),
      h('bdi', plainLine(draft.text)),
    ]);
  }
  const { last, waiting } = row;
  if (waiting) {
    return h('span', { class: 'row-preview', 'data-test': 'row-preview' }, [
      h('span', { class: ['tick', waiting.state], title: t(`state.${waiting.state}`) },
        icon(waiting.state === 'failed' ? 'alert' : 'clock')),
      h('bdi', plainLine(waiting.text)),
    ]);
  }
  if (!last) return h('span', { class: 'row-preview row-nothing' }, t('row.nothing'));
  const mine = last.from === me();
  const event = last.kind === 'event';
  const direct = kindOf(row.conversation) === 'direct';
  const sender = event || direct ? '' : mine ? t('You') : last.fromName;
  return h('span', { class: 'row-preview', 'data-test': 'row-preview' }, [
    mine && !event && peerOf(row.conversation) !== me() ? ownTick(row) : null,
    sender ? h('span', { class: 'row-sender' }, [h('bdi', sender), t('colon')]) : null,
    h('bdi', wordsOf(last)),
  ]);
}

function ownTick(row) {
  const read = Math.max(row.peerRead ?? 0, row.othersRead ?? 0) >= row.last.seq;
  return h('span', {
    class: ['tick', { read }], title: t(read ? 'state.read' : 'state.stored'),
  }, ticks(read));
}
