/// What there is to know of a direct conversation, of one's notes, or of everybody.

import { h } from '../vue.js';
import { t } from '../i18n/index.js';
import { me, people } from '../messenger.js';
import { kindOf, peerOf } from '../protocol.js';
import { go, openChat } from '../route.js';
import { avatar, button, iconButton } from './parts.js';
import { personCard } from './person-dialog.js';

export const PersonInfo = {
  props: { row: Object },
  setup(props) {
    const peer = peerOf(props.row.conversation);
    if (peer) people.fetch(peer).catch(() => {});
    return () => {
      void people.version.value;
      return h('aside', { class: 'info', 'data-test': 'info', 'aria-label': t('chat.info') }, [
        infoHead(props.row, t('chat.info')),
        h('div', { class: 'info-scroll' }, kindOf(props.row.conversation) === 'all' ? everybody()
          : peer === me()
            ? [personCard(peer), h('p', { class: 'info-words' }, t('chat.notesWords'))]
            : personCard(peer)),
      ]);
    };
  },
};

export const infoHead = (row, title) => h('header', { class: 'pane-head' }, [
  h('h2', title),
  iconButton('close', t('close'), {
    test: 'close-info', onClick: () => openChat(row.conversation),
  }),
]);

const everybody = () => h('div', { class: 'card' }, [
  avatar({ conversation: 'all', title: '', size: 'xl' }),
  h('h3', { class: 'card-name' }, t('chat.everybody')),
  h('p', { class: 'card-sub' }, t('chat.online', { n: people.total })),
  h('p', { class: 'card-bio' }, t('chat.everybodyWords')),
  button(t('nav.people'), { icon: 'people', onClick: () => go('/people') }),
]);
