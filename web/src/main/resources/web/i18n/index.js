/// The dictionary of the chosen language. Words are looked up while a view is drawn, so that
/// another language shows at once, without a reload.

import { settings } from '../settings.js';
import { en } from './en.js';
import { zh } from './zh.js';

export const LOCALES = { en: 'English', zh: '中文' };
const dictionaries = { en, zh };

/** @returns {'en'|'zh'} */
export function locale() {
  const wanted = settings.locale || navigator.language || 'en';
  return wanted.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/**
 * @param {string} key
 * @param {Record<string, string|number>} [values] for `{name}` in the words; `n` chooses between
 *   `key.one` and `key` where the language tells them apart
 */
export function t(key, values) {
  const words = wordsFor(dictionaries[locale()], key, values) ?? wordsFor(en, key, values) ?? key;
  return values ? words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole) : words;
}

function wordsFor(dictionary, key, values) {
  if (values?.n === 1 && dictionary[`${key}.one`]) return dictionary[`${key}.one`];
  return dictionary[key];
}

/** A, B and C. @param {string[]} items */
export function list(items) {
  return new Intl.ListFormat(locale(), { style: 'long', type: 'conjunction' }).format(items);
}
