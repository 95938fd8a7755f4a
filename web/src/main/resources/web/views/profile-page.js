/// One's own name and words, password, leaving.

import { h, onMounted, reactive, ref } from '../vue.js';
import { t } from '../i18n/index.js';
import { attempt, me, outbox, people, refusalWords, session } from '../messenger.js';
import { app } from '../session.js';
import { toast } from '../toasts.js';
import { confirmLine } from './dialog.js';
import { button, choice, copyText, field, personAvatar } from './parts.js';
import { block } from './look-page.js';
import { statusChoice } from './status-choice.js';

export const ProfilePage = {
  setup() {
    const { user } = app;
    const form = reactive({
      userName: user.userName, bio: user.bio ?? '', sex: user.sex ?? '', oldPwd: '', newPwd: '',
      error: '', deletePwd: '', deleteError: '',
    });
    const asking = ref('');
    onMounted(async () => {
      // A token remembers who one was when it was made.
      const fresh = await people.fetch(me()).catch(() => null);
      if (!fresh) return;
      session.userChanged(fresh);
      Object.assign(form, { userName: fresh.userName, bio: fresh.bio, sex: fresh.sex });
    });
    return () => [
      identity(form),
      block(t('status.label'), statusChoice()),
      password(form),
      leaving(asking),
      deletion(form, asking),
    ];
  },
};

function identity(form) {
  async function save(event) {
    event.preventDefault();
    const { userName, bio, sex } = form;
    const reply = await attempt(session.request('account.update', {
      userName: userName.trim(), bio: bio.trim(), sex,
    }));
    if (!reply) return;
    session.userChanged(reply.user);
    people.learn([reply.user]);
    toast(t('saved'));
  }
  const { userId, userName, sex } = app.user ?? { userId: 0, userName: '', sex: '' };
  const sexes = [['', t('sex.none')], ['female', t('sex.female')], ['male', t('sex.male')]];
  if (sex && !sexes.some(([value]) => value === sex)) sexes.push([sex, sex]);
  return h('form', { class: 'block', onSubmit: save }, [
    h('div', { class: 'profile-head' }, [
      personAvatar(userId, form.userName || userName, { size: 'xl' }),
      h('div', [
        h('span', { class: 'field-label' }, t('profile.id')),
        h('div', { class: 'profile-id', 'data-test': 'own-id' }, String(userId)),
        h('button', {
          type: 'button', class: 'link-button',
          onClick: async () => { if (await copyText(String(userId))) toast(t('copied')); },
        }, t('login.copyId')),
      ]),
    ]),
    field(t('login.name'), h('input', {
      id: 'profile-name', class: 'input', maxlength: 64, value: form.userName,
      'data-test': 'profile-name', onInput: (event) => { form.userName = event.target.value; },
    }), { id: 'profile-name' }),
    field(t('profile.bio'), h('textarea', {
      id: 'profile-bio', class: 'input', rows: 3, maxlength: 512, value: form.bio, dir: 'auto',
      'data-test': 'profile-bio', onInput: (event) => { form.bio = event.target.value; },
    }), { id: 'profile-bio' }),
    h('div', { class: 'field' }, [
      h('span', { class: 'field-label' }, t('card.sex')),
      choice(t('card.sex'), form.sex, sexes, (value) => { form.sex = value; }),
    ]),
    h('button', {
      type: 'submit', class: 'button button-primary', 'data-test': 'profile-save',
      disabled: !form.userName.trim(),
    }, t('save')),
  ]);
}

function password(form) {
  async function save(event) {
    event.preventDefault();
    try {
      await session.request('account.password', { oldPwd: form.oldPwd, newPwd: form.newPwd });
      Object.assign(form, { oldPwd: '', newPwd: '', error: '' });
      toast(t('profile.passwordChanged'));
    } catch (refused) {
      form.error = refused.code === 403 ? t('profile.wrongPassword') : refusalWords(refused);
    }
  }
  const input = (key, autocomplete) => h('input', {
    id: `profile-${key}`, class: 'input', type: 'password', maxlength: 128, value: form[key],
    autocomplete, 'data-test': `profile-${key}`,
    onInput: (event) => { form[key] = event.target.value; },
  });
  return h('form', { class: 'block', onSubmit: save }, [
    h('h3', t('profile.password')),
    forPasswordKeepers(),
    field(t('profile.oldPassword'), input('oldPwd', 'current-password'), { id: 'profile-oldPwd' }),
    field(t('profile.newPassword'), input('newPwd', 'new-password'), {
      id: 'profile-newPwd', hint: t('profile.passwordHint'), error: form.error,
    }),
    h('button', {
      type: 'submit', class: 'button button-quiet', 'data-test': 'password-save',
      disabled: !form.oldPwd || [...form.newPwd].length < 6,
    }, t('profile.changePassword')),
  ]);
}

/** Says to keepers of passwords whose password this is. */
const forPasswordKeepers = () => h('input', {
  class: 'hidden', autocomplete: 'username', value: String(me()), readonly: true, tabindex: -1,
  'aria-hidden': 'true',
});

function leaving(asking) {
  const unsent = outbox.size;
  return block(t('profile.leaving'), [
    button(t('profile.logout'), {
      icon: 'leave', test: 'logout',
      onClick: () => {
        if (unsent) asking.value = 'logout';
        else session.logout();
      },
    }),
    confirmLine({ asking, key: 'logout' }, t('profile.unsent', { n: unsent }), t('profile.logout'),
      () => session.logout()),
  ], t('profile.logoutHint'));
}

function deletion(form, asking) {
  async function remove() {
    try {
      await session.deleteAccount(form.deletePwd);
    } catch (refused) {
      form.deleteError = refused.code === 403 ? t('profile.wrongPassword') : refusalWords(refused);
    }
  }
  function ask(event) {
    event.preventDefault();
    if (form.deletePwd) asking.value = 'delete';
  }
  return h('form', { class: 'block block-danger', onSubmit: ask }, [
    h('h3', t('profile.delete')),
    forPasswordKeepers(),
    h('p', { class: 'field-hint' }, t('profile.deleteHint')),
    field(t('login.password'), h('input', {
      id: 'delete-pwd', class: 'input', type: 'password', maxlength: 128, value: form.deletePwd,
      autocomplete: 'off', 'data-test': 'delete-password',
      onInput: (event) => { form.deletePwd = event.target.value; },
    }), { id: 'delete-pwd', error: form.deleteError }),
    button(t('profile.deleteAction'), {
      type: 'submit', kind: 'danger-quiet', icon: 'trash', test: 'delete-account',
      disabled: !form.deletePwd,
    }),
    confirmLine({ asking, key: 'delete' }, t('profile.deleteSure'), t('profile.deleteAction'),
      remove),
  ]);
}
