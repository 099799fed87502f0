// The names in a formula: which of them nobody knows, and which known one is near.
// Usage: namesIn('w * x'); unknownNames('w * xx', {w: 0}, form) → ['xx']; nearestName('xx', ['x', 'y']) → 'x'

const NAME = /`((?:[^`]|``)+)`|[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*/gu;
const PLAIN = /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$/u;

/**
 * Numbers such as 1e3 are taken out first, since their e is no name.
 *
 * @param {string} formula
 */
const withoutNumbers = (formula) => formula.replaceAll(/(?<![\p{L}\p{Nd}_])(\d+\.?\d*|\.\d+)(e[+-]?\d+)?/giu, ' ');

/**
 * The names in a formula, each once; a name before a parenthesis is a function.
 *
 * @param {string} formula
 * @returns {string[]}
 */
export function namesIn(formula) {
  /** @type {Set<string>} */
  const names = new Set();
  const text = withoutNumbers(formula);
  for (const found of text.matchAll(NAME)) {
    const called = /^\s*\(/.test(text.slice(found.index + found[0].length));
    if (found[1] !== undefined || !called) {
      names.add(found[1] === undefined ? found[0] : found[1].replaceAll('``', '`'));
    }
  }
  return [...names];
}

/**
 * A name as a formula has it, in backticks where it has to be.
 *
 * @param {string} name
 */
export const inFormula = (name) => (PLAIN.test(name) ? name : `\`${name.replaceAll('`', '``')}\``);

/**
 * The formula with another name in place of one.
 *
 * @param {string} formula
 * @param {string} name
 * @param {string} next
 */
export function renamed(formula, name, next) {
  return formula.replaceAll(NAME, (found, quoted) =>
    (quoted === undefined ? found : quoted.replaceAll('``', '`')) === name ? inFormula(next) : found,
  );
}

/**
 * The number of letters to put in, take out or exchange, so that one word becomes the other.
 *
 * @param {string} from
 * @param {string} to
 */
function distance(from, to) {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const changed = row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(changed, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[to.length];
}

/**
 * The known name that is most like another; undefined if none is like it.
 *
 * @param {string} name
 * @param {string[]} known
 */
export function nearestName(name, known) {
  const [best] = known
    .map((one) => ({ one, by: distance(name.toLowerCase(), one.toLowerCase()) }))
    .sort((a, b) => a.by - b.by);
  return best && best.by <= Math.max(1, name.length / 3) ? best.one : undefined;
}
