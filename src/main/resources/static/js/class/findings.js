// What went wrong in the newest runs, the most frequent first.
// Usage: section.replaceChildren(findingList(shown, names))
import { h } from '../page/element.js';

/**
 * Returns a code such as learningRateTooLarge as words.
 *
 * @param {string} code
 */
export function inWords(code) {
  return code.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/**
 * @param {Api.Class} shown
 * @param {Map<string, string>} names as they are to be shown
 */
export function findingList({ findings, students }, names) {
  return h(
    'ul',
    { class: 'findings' },
    findings.map(({ code, students: found }) =>
      h(
        'li',
        {},
        h('strong', {}, `${found.length} of ${students.length}: ${inWords(code)}`),
        h('span', {}, found.map((name) => names.get(name) ?? name).join(', ')),
      ),
    ),
  );
}
