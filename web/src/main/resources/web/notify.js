/// Being told while looking elsewhere: notifications, the count in the title and on the icon.

import { settings } from './settings.js';

const FOCUS_KEY = 'throng.focus';
/** What is told of the focus holds a while longer than it takes to tell it again. */
const FOCUS_HOLDS_MS = 60_000;
export const TELL_FOCUS_EVERY_MS = 30_000;
const MARK = 'M16 10.5a7.2 7.2 0 0 1 7.2 7.2c0 4-3.2 7.2-7.2 7.2-1.2 0-2.3-.3-3.3-.8l-3.1'
  + '.9a.6.6 0 0 1-.7-.8l1-2.9a7.2 7.2 0 0 1 6.1-10.8Z';

/** Whether this page is looked at. */
export const isFocused = () => document.visibilityState === 'visible' && document.hasFocus();

let told = null;

/**
 * Tells the other tabs which conversation is looked at, so that none of them notifies; to be told
 * again every `TELL_FOCUS_EVERY_MS`.
 */
export function tellFocus(conversation) {
  if (isFocused()) {
    told = JSON.stringify({ conversation, at: Date.now() });
    localStorage.setItem(FOCUS_KEY, told);
  } else if (told !== null) {
    // Another tab may have the focus by now and have said so.
    if (localStorage.getItem(FOCUS_KEY) === told) localStorage.removeItem(FOCUS_KEY);
    told = null;
  }
}

function lookedAtElsewhere(conversation) {
  try {
    const focus = JSON.parse(localStorage.getItem(FOCUS_KEY) ?? 'null');
    return focus && focus.conversation === conversation && Date.now() - focus.at < FOCUS_HOLDS_MS;
  } catch {
    return false;
  }
}

export const canNotify = () => typeof Notification === 'function';

/** Asks the browser; must be called from a click. @returns whether it is allowed */
export async function allowNotifications() {
  if (!canNotify()) return false;
  return await Notification.requestPermission() === 'granted';
}

/**
 * Whether an entry is worth a notification. Pure.
 * @param {{muted: boolean, kind: string, mentioned: boolean, groups: boolean}} about
 */
export const isNotable = ({ muted, kind, mentioned, groups }) =>
  !muted && (mentioned || kind === 'direct' || groups);

/** One notification for each conversation at a time; a newer one takes its place. */
export function notify(conversation, title, body, opened) {
  if (!settings.notify || !canNotify() || Notification.permission !== 'granted') return;
  if (isFocused() || lookedAtElsewhere(conversation)) return;
  try {
    const shown = new Notification(title, { body, tag: conversation, renotify: true });
    shown.onclick = () => {
      window.focus();
      opened();
      shown.close();
    };
  } catch {
    // Phones allow notifications to service workers alone.
  }
}

/** @param {number} count @param {boolean} mentioned @param {string} place */
export function showCount(count, mentioned, place) {
  const mark = count ? `(${count > 99 ? '99+' : count}) ` : '';
  document.title = `${mark}${place ? `${place} · ` : ''}Throng`;
  const icon = document.querySelector('link[rel="icon"]');
  const wanted = count ? badgedIcon(count, mentioned) : icon?.dataset.plain;
  if (!icon) return;
  icon.dataset.plain ??= icon.getAttribute('href');
  const href = wanted ?? icon.dataset.plain;
  if (icon.getAttribute('href') !== href) icon.setAttribute('href', href);
}

function badgedIcon(count, mentioned) {
  const fill = mentioned ? '#e08a00' : '#d2452f';
  const words = count > 9 ? '9+' : String(count);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
    <rect width="32" height="32" rx="9" fill="#0b6573"/>
    <circle cx="9.8" cy="11.5" r="4.2" fill="#5fb3bd"/><circle cx="22.2" cy="11.5" r="4.2"
      fill="#f2b04b"/><path fill="#fff" d="${MARK}"/>
    <circle cx="22.5" cy="22.5" r="9.5" fill="${fill}"/>
    <text x="22.5" y="27" font-family="sans-serif" font-size="12.5" font-weight="700"
      text-anchor="middle" fill="#fff">${words}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
