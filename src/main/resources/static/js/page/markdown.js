// The subset of Markdown that lessons use: paragraphs, lists, **bold**, *emphasis*, `code`. It has no HTML.
// Usage: section.replaceChildren(...markdown(lesson.text))
import { h } from './element.js';

const INLINE = /\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`/g;

/** @param {string} text */
function inline(text) {
  /** @type {Page.Child[]} */
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    parts.push(text.slice(end, match.index));
    parts.push(match[1] ? h('strong', {}, match[1]) : match[2] ? h('em', {}, match[2]) : h('code', {}, match[3]));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}

/** @param {string} text */
export function markdown(text) {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((block) => {
      const lines = block.split('\n');
      return lines.every((line) => /^\s*([-*] | {2})/.test(line))
        ? h(
            'ul',
            {},
            block
              .split(/^\s*[-*] /m)
              .filter((item) => item.trim())
              .map((item) => h('li', {}, inline(item.trim().replaceAll('\n', ' ')))),
          )
        : h('p', {}, inline(lines.join(' ')));
    });
}
