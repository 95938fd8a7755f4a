/// The tree of `text.js` as elements. Text becomes text nodes, never HTML.

import { h } from '../vue.js';
import { parsedOf } from '../text.js';

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * @param {object} entry whose text it is, whole or in part
 * @param {string} text
 * @param {string[]} [names]
 * @param {() => import('../vue.js').VNode} [room] kept free at the end of the last line, for the
 *   time that stands there
 */
export function prose(entry, text, names, room) {
  const blocks = parsedOf(entry, text, names);
  return blocks.map((block, i) => {
    if (block.type === 'block') {
      return h('pre', { class: 'code-block', dir: 'ltr', tabindex: 0 }, h('code', block.text));
    }
    const last = i === blocks.length - 1 && room && !RIGHT_TO_LEFT.test(text);
    return h('p', { dir: 'auto' }, [
      block.spans.length ? block.spans.map(span) : h('br'), last ? room() : null,
    ]);
  });
}

/** Whether the last line of a text can make room for something at its end. */
export const hasRoom = (text) => !RIGHT_TO_LEFT.test(text) && !/```\s*$/.test(text);

function span(part) {
  switch (part.type) {
    case 'link':
      return h('a', {
        href: part.href, target: '_blank', rel: 'noopener noreferrer nofollow', dir: 'ltr',
      }, part.text);
    case 'code': return h('code', { dir: 'ltr' }, part.text);
    case 'emphasis': return h('em', part.spans.map(span));
    case 'strong': return h('strong', part.spans.map(span));
    case 'mention': return h('bdi', { class: 'mention' }, part.text);
    default: return part.text;
  }
}
