/// The card of a person.

import { h, onMounted } from '../vue.js';
import { t } from '../i18n/index.js';
import { me, people, talkTo } from '../messenger.js';
import { closeOverlay } from '../overlay.js';
import { go } from '../route.js';
import { settings } from '../settings.js';
import { dateTimeWords, presenceWords } from '../words.js';
import { Dialog } from './dialog.js';
import { button, personAvatar } from './parts.js';
import { statusChoice } from './status-choice.js';

export const PersonDialog = {
  props: { userId: Number },
  setup(props) {
    onMounted(() => {
      people.fetch(props.userId).catch(() => {});
      if (props.userId !== me()) people.watch([props.userId]);
    });
    return () => {
      void people.version.value;
      const own = props.userId === me();
      return h(Dialog, { title: t(own ? 'card.me' : 'card.person'), test: 'person-dialog' }, () => [
        personCard(props.userId),
        own ? statusChoice() : null,
        h('footer', { class: 'dialog-foot' }, own ? [
          button(t('nav.settings'), {
            icon: 'settings', test: 'card-settings',
            onClick: () => leave(() => go('/settings/profile')),
          }),
          button(t('card.notes'), {
            icon: 'bookmark', test: 'card-notes', onClick: () => leave(() => talkTo(props.userId)),
          }),
        ] : button(t('card.talk'), {
          kind: 'primary', icon: 'chats', test: 'card-talk', 'data-focus': true,
          onClick: () => leave(() => talkTo(props.userId)),
        })),
      ]);
    };
  },
};

function leave(act) {
  closeOverlay();
  act();
}

/** Face, name, id, presence and what the person says of itself. */
export function personCard(userId) {
  const user = people.user(userId);
  const name = user?.userName ?? String(userId);
  const own = userId === me();
  const presence = own ? { status: settings.status } : people.presence(userId);
  return h('div', { class: 'card' }, [
    personAvatar(userId, name, { size: 'xl', status: presence?.status }),
    h('h3', { class: 'card-name' }, h('bdi', name)),
    h('p', { class: 'card-sub' }, presenceWords(presence)),
    user?.bio ? h('p', { class: 'card-bio', dir: 'auto' }, user.bio) : null,
    h('dl', { class: 'facts' }, [
      fact(t('card.id'), String(userId), 'card-id'),
      user?.sex ? fact(t('card.sex'), sexWords(user.sex)) : null,
      user?.createdAt ? fact(t('card.since'), dateTimeWords(user.createdAt)) : null,
    ]),
  ]);
}

const fact = (label, words, test) => h('div', [h('dt', label), h('dd', { 'data-test': test },
  h('bdi', words))]);

const sexWords = (sex) => ['male', 'female'].includes(sex) ? t(`sex.${sex}`) : sex;
