/// The first letters of Chinese names as they are spelt, so that `zs` finds 张三. Pure.

const HAN = /\p{Script=Han}/u;

/**
 * A character at the beginning of each letter in the order of spelling, which the browser knows;
 * no word begins with i, u or v. Characters that are spelt in two ways are found by one of them.
 */
const FIRST = [...'阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥扨它穵夕丫帀'];
const LETTERS = 'abcdefghjklmnopqrstwxyz';

const order = new Intl.Collator('zh-Hans-CN-u-co-pinyin');
/** A browser without that order would make letters up. */
const known = order.compare(FIRST[0], FIRST[FIRST.length - 1]) < 0
  && order.resolvedOptions().locale.startsWith('zh');

/** Whether a text has characters that are spelt. @param {string} text */
export const isSpelt = (text) => known && HAN.test(text);

/** The text with the first letter in place of each such character. @param {string} text */
export const initials = (text) =>
  [...text].map((one) => (HAN.test(one) ? letter(one) : one)).join('');

function letter(character) {
  let found = '';
  for (let i = 0; i < FIRST.length && order.compare(character, FIRST[i]) >= 0; i++) {
    found = LETTERS[i];
  }
  return found || character;
}
