/// Coming in: an id and a password, or a new account. The id shown after registration is the
/// account, so it is shown large and must be seen before one goes on.

import { h, nextTick, onMounted, reactive, ref } from '../vue.js';
import { locale, LOCALES, t } from '../i18n/index.js';
import { refusalWords, session } from '../messenger.js';
import { app } from '../session.js';
import { settings } from '../settings.js';
import { mark } from './icons.js';
import { button, copyText, field, spinner } from './parts.js';

export const Login = {
  setup() {
    const form = reactive({
      mode: session.lastId || app.reason ? 'login' : 'welcome', userId: session.lastId,
      userName: '', userPwd: '', busy: false, error: '', made: 0, copied: false,
    });
    const firstField = ref(null);
    const focus = () => nextTick(() => firstField.value?.focus());
    onMounted(focus);

    const change = (mode) => {
      Object.assign(form, { mode, error: '' });
      focus();
    };

    async function submit(event) {
      event.preventDefault();
      if (form.busy) return;
      form.error = checked(form);
      if (form.error) return;
      form.busy = true;
      try {
        if (form.mode === 'login') await session.login(Number(form.userId.trim()), form.userPwd);
        else await register();
      } catch (refused) {
        form.error = wordsFor(refused);
      } finally {
        form.busy = false;
      }
    }

    async function register() {
      form.made = await session.register(form.userName.trim(), form.userPwd);
      form.userId = String(form.made);
      form.mode = 'made';
      focus();
    }

    async function goOn() {
      form.busy = true;
      form.error = '';
      try {
        await session.login(form.made, form.userPwd);
      } catch (refused) {
        form.error = wordsFor(refused);
        form.busy = false;
      }
    }

    async function copy() {
      form.copied = await copyText(String(form.made));
    }

    return () => h('main', { class: 'login', 'data-test': 'login-page' }, [
      h('section', { class: 'login-card' }, [
        h('header', { class: 'login-head' }, [mark(), h('h1', 'Throng')]),
        form.mode === 'made' ? made(form, firstField, { goOn, copy })
          : form.mode === 'welcome' ? welcome(firstField, change)
            : credentials(form, firstField, { submit, change }),
      ]),
      h('footer', { class: 'login-foot' }, Object.entries(LOCALES).map(([code, name]) =>
        h('button', {
          type: 'button', class: ['link-button', { chosen: locale() === code }], lang: code,
          'data-test': `locale-${code}`, 'aria-pressed': String(locale() === code),
          onClick: () => { settings.locale = code; },
        }, name))),
    ]);
  },
};

function checked(form) {
  const id = form.userId.trim();
  if (form.mode === 'login' && !/^[1-9]\d{0,15}$/.test(id)) return t('login.badId');
  if (form.mode === 'register' && !form.userName.trim()) return t('login.noName');
  if (form.mode === 'register' && [...form.userPwd].length < 6) return t('login.shortPassword');
  if (!form.userPwd) return t('login.noPassword');
  return '';
}

function wordsFor(refused) {
  if (refused.code === 403) return t('login.wrong');
  if (refused.code === 0) return t('login.unreachable');
  return refusalWords(refused);
}

function welcome(firstField, change) {
  return h('div', { class: 'login-welcome' }, [
    h('p', { class: 'login-lead' }, t('login.lead')),
    h('button', {
      type: 'button', ref: firstField, class: 'button button-primary button-wide',
      'data-test': 'show-register', onClick: () => change('register'),
    }, t('login.new')),
    h('button', {
      type: 'button', class: 'button button-quiet button-wide', 'data-test': 'show-login',
      onClick: () => change('login'),
    }, t('login.have')),
  ]);
}

function credentials(form, firstField, { submit, change }) {
  const login = form.mode === 'login';
  const reason = app.serverWords || (app.reason ? t(`login.reason.${app.reason}`) : '');
  return h('form', { class: 'login-form', onSubmit: submit, novalidate: true, key: form.mode }, [
    login && reason ? h('p', { class: 'login-reason', role: 'status' }, reason) : null,
    h('h2', t(login ? 'login.title' : 'login.registerTitle')),
    login ? idField(form, firstField) : nameField(form, firstField),
    passwordField(form),
    form.error ? h('p', { class: 'form-error', role: 'alert', 'data-test': 'login-error' },
      form.error) : null,
    h('button', {
      type: 'submit', class: 'button button-primary button-wide', disabled: form.busy,
      'data-test': login ? 'login-submit' : 'register-submit',
    }, form.busy ? spinner() : t(login ? 'login.enter' : 'login.make')),
    h('p', { class: 'login-other' }, [
      t(login ? 'login.noAccount' : 'login.haveAccount'), ' ',
      h('button', {
        type: 'button', class: 'link-button', 'data-test': login ? 'show-register' : 'show-login',
        onClick: () => change(login ? 'register' : 'login'),
      }, t(login ? 'login.makeOne' : 'login.enterIt')),
    ]),
  ]);
}

const idField = (form, firstField) => field(t('login.id'), h('input', {
  ref: firstField, id: 'login-id', class: 'input input-id', inputmode: 'numeric',
  autocomplete: 'username', placeholder: '10000', value: form.userId, 'data-test': 'login-id',
  onInput: (event) => { form.userId = event.target.value; },
}), { id: 'login-id' });

const nameField = (form, firstField) => field(t('login.name'), h('input', {
  ref: firstField, id: 'login-name', class: 'input', autocomplete: 'nickname', maxlength: 64,
  value: form.userName, 'data-test': 'register-name',
  onInput: (event) => { form.userName = event.target.value; },
}), { id: 'login-name', hint: t('login.nameHint') });

const passwordField = (form) => field(t('login.password'), h('input', {
  id: 'login-password', class: 'input', type: 'password', maxlength: 128, value: form.userPwd,
  autocomplete: form.mode === 'login' ? 'current-password' : 'new-password',
  'data-test': 'login-password', onInput: (event) => { form.userPwd = event.target.value; },
}), { id: 'login-password', hint: form.mode === 'register' ? t('login.passwordHint') : '' });

function made(form, firstField, { goOn, copy }) {
  return h('div', { class: 'login-made' }, [
    h('p', { class: 'login-lead' }, t('login.madeLead')),
    h('output', { class: 'big-id', 'data-test': 'registered-id' }, String(form.made)),
    h('p', { class: 'login-note' }, t('login.madeNote')),
    form.error ? h('p', { class: 'form-error', role: 'alert' }, form.error) : null,
    h('div', { class: 'login-buttons' }, [
      button(form.copied ? t('copied') : t('login.copyId'), {
        icon: form.copied ? 'check' : 'copy', test: 'copy-id', onClick: copy,
      }),
      h('button', {
        type: 'button', ref: firstField, class: 'button button-primary', disabled: form.busy,
        'data-test': 'enter-registered', onClick: goOn,
      }, form.busy ? spinner() : t('login.start')),
    ]),
  ]);
}
