/// What this browser keeps for its user: language, theme, keys, notifications. Reactive; other
/// tabs follow.

import { reactive, watch } from './vue.js';

const KEY = 'throng.settings';

const DEFAULTS = {
  /** `system`, `light` or `dark`; theme.js reads it before the first paint. */
  theme: 'system',
  /** `en` or `zh`; empty follows the browser. */
  locale: '',
  /** `enter` sends with Enter, `ctrl` with Ctrl+Enter. */
  sendWith: 'enter',
  notify: false,
  /** Messages of groups and of everybody notify, too, not mentions alone. */
  notifyGroups: false,
  density: 'comfortable',
  /** `normal`, `large` or `largest`. */
  textSize: 'normal',
  folded: [],
  status: 'online',
};

export const settings = reactive({ ...DEFAULTS, ...read() });

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}');
  } catch {
    return {};
  }
}

watch(settings, () => {
  const text = JSON.stringify(settings);
  if (text !== localStorage.getItem(KEY)) localStorage.setItem(KEY, text);
  applyTheme();
});

addEventListener('storage', (event) => {
  if (event.key === KEY) Object.assign(settings, DEFAULTS, read());
});

const dark = matchMedia('(prefers-color-scheme: dark)');
dark.addEventListener('change', applyTheme);

export function applyTheme() {
  const theme = settings.theme === 'system' ? (dark.matches ? 'dark' : 'light') : settings.theme;
  document.documentElement.dataset.theme = theme;
  document.documentElement.dataset.density = settings.density;
  document.documentElement.dataset.text = settings.textSize;
  document.querySelector('meta[name="theme-color"]')
    ?.setAttribute('content', theme === 'dark' ? '#10171a' : '#eef1f0');
}
