/// The tree of `text.js` as elements. Text becomes text nodes, never HTML.

import { h } from '../vue.js';
import { parseText } from '../text.js';

/** @param {string} text @param {string[]} [names] */
export function prose(text, names) {
  return parseText(text, names).map((block) => block.type === 'block'
    ? h('pre', { class: 'code-block', dir: 'ltr', tabindex: 0 }, h('code', block.text))
    : h('p', { dir: 'auto' }, block.spans.length ? block.spans.map(span) : h('br')));
}

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
