/// What people write, taken apart: links, emphasis, code, mentions. Pure; makes a tree of plain
/// values, never HTML. `views/prose.js` shows the tree.
///
/// Every step looks at each character a bounded number of times: a text cannot make it slow.

/**
 * @typedef {{type: 'text'|'code'|'mention', text: string}
 *   | {type: 'link', text: string, href: string}
 *   | {type: 'emphasis'|'strong', spans: Span[]}} Span
 * @typedef {{type: 'block', text: string}|{type: 'line', spans: Span[]}} Block
 */

const FENCE = '```';
const LINK = /https?:\/\/[^\s<>"'`，。；：！？、（）【】「」『』《》“”‘’]{1,2000}/gi;
const TRAILING = new Set('.,;:!?*_)]}\'"');
const EMPHASIS_LONGEST = 1000;

/**
 * @param {string} text
 * @param {string[]} [names] names that are mentioned, without the @
 * @returns {Block[]}
 */
export function parseText(text, names = []) {
  const blocks = [];
  let rest = text;
  for (;;) {
    const begin = fenceAt(rest, 0);
    const end = begin < 0 ? -1 : rest.indexOf(FENCE, begin + FENCE.length);
    if (end < 0) break;
    const inner = rest.slice(begin + FENCE.length, end);
    pushLines(blocks, rest.slice(0, begin).replace(/\n$/, ''), names);
    blocks.push({ type: 'block', text: withoutLanguage(inner) });
    rest = rest.slice(end + FENCE.length).replace(/^\n/, '');
  }
  pushLines(blocks, rest, names);
  return blocks;
}

const parsed = new WeakMap();

/**
 * As `parseText`, done once as long as what belongs to this object has the same text and names.
 * @param {object} owner an entry, which is drawn often
 */
export function parsedOf(owner, text, names = []) {
  const mark = names.join('\n');
  const known = parsed.get(owner);
  if (known && known.text === text && known.mark === mark) return known.blocks;
  const blocks = parseText(text, names);
  parsed.set(owner, { text, mark, blocks });
  return blocks;
}

function fenceAt(text, from) {
  return text.indexOf(FENCE, from);
}

/** The word behind an opening fence names a language; it is not part of the code. */
function withoutLanguage(inner) {
  return inner.replace(/^[ \t]*[\w+#-]{0,20}[ \t]*\n/, '').replace(/\n$/, '');
}

function pushLines(blocks, text, names) {
  if (!text) return;
  for (const line of text.split('\n')) {
    blocks.push({ type: 'line', spans: parseLine(line, names) });
  }
}

/** @returns {Span[]} */
function parseLine(line, names) {
  const spans = [];
  const parts = line.split('`');
  for (let i = 0; i < parts.length; i++) {
    const closed = i + 1 < parts.length;
    if (i % 2 === 1 && closed && parts[i]) spans.push({ type: 'code', text: parts[i] });
    else if (i % 2 === 1) spans.push(...parseLinks(`\`${parts[i]}${closed ? '`' : ''}`, names));
    else spans.push(...parseLinks(parts[i], names));
  }
  return joined(spans);
}

function parseLinks(text, names) {
  const spans = [];
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    const shown = trimLink(match[0]);
    const href = safeHref(shown);
    if (!href) continue;
    spans.push(...parseEmphasis(text.slice(at, match.index), names));
    spans.push({ type: 'link', text: shown, href });
    at = match.index + shown.length;
  }
  spans.push(...parseEmphasis(text.slice(at), names));
  return spans;
}

/** Without what belongs to the sentence: full stops, a bracket that was not opened inside. */
function trimLink(link) {
  const opened = count(link, '(');
  let closed = count(link, ')');
  let end = link.length;
  while (end > 0 && TRAILING.has(link[end - 1])) {
    if (link[end - 1] === ')') {
      if (opened >= closed) break;
      closed -= 1;
    }
    end -= 1;
  }
  return link.slice(0, end);
}

const count = (text, character) => text.split(character).length - 1;

/** @returns {string|null} the address if it is http or https, else null */
export function safeHref(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}

/** `*emphasis*` and `**strong**`, as words, not as in 2*3*4. */
function parseEmphasis(text, names) {
  const spans = [];
  let plain = '';
  let at = 0;
  const flush = () => {
    if (plain) spans.push(...parseMentions(plain, names));
    plain = '';
  };
  while (at < text.length) {
    const found = text[at] === '*' ? emphasisAt(text, at) : null;
    if (found) {
      flush();
      spans.push({ type: found.type, spans: parseMentions(found.text, names) });
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return spans;
}

function emphasisAt(text, at) {
  const mark = text.startsWith('**', at) ? '**' : '*';
  const before = text[at - 1];
  const inner = at + mark.length;
  if (before && /[\w*]/.test(before)) return null;
  if (!text[inner] || /[\s*]/.test(text[inner])) return null;
  const end = text.slice(inner, inner + EMPHASIS_LONGEST).indexOf(mark);
  if (end < 1 || /\s/.test(text[inner + end - 1])) return null;
  const after = text[inner + end + mark.length];
  if (after && /[\w*]/.test(after)) return null;
  return {
    type: mark === '**' ? 'strong' : 'emphasis',
    text: text.slice(inner, inner + end),
    end: inner + end + mark.length,
  };
}

function parseMentions(text, names) {
  if (!names.length || !text.includes('@')) return [{ type: 'text', text }];
  const spans = [];
  let at = 0;
  for (let i = text.indexOf('@'); i >= 0; i = text.indexOf('@', i + 1)) {
    const name = names.find((known) => text.startsWith(known, i + 1));
    if (!name || i < at) continue;
    if (i > at) spans.push({ type: 'text', text: text.slice(at, i) });
    spans.push({ type: 'mention', text: `@${name}` });
    at = i + 1 + name.length;
  }
  if (at < text.length) spans.push({ type: 'text', text: text.slice(at) });
  return spans;
}

/** Neighbouring plain spans as one. */
function joined(spans) {
  const whole = [];
  for (const span of spans) {
    const last = whole[whole.length - 1];
    if (span.type === 'text' && last?.type === 'text') last.text += span.text;
    else if (span.type !== 'text' || span.text) whole.push(span);
  }
  return whole;
}

const plainBlock = (block) => block.type === 'block' ? block.text : plainSpans(block.spans);

const plainSpans = (spans) => spans.map((span) => span.spans ? plainSpans(span.spans) : span.text)
  .join('');

/** One line without marks, for previews and notifications. @param {string} text */
export function plainLine(text) {
  const short = text.slice(0, 600).replace(/```[\w+#-]*\n?/g, ' ').replace(/\s+/g, ' ').trim();
  return parseText(short).map(plainBlock).join(' ').slice(0, 200).replace(/[\ud800-\udbff]$/, '');
}
