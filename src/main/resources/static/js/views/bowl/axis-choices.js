// Over what the loss can be shown: the query of a choice, and what it is called.
// Usage: axisChoices(run) → [['', 'both weights'], ['x=w', 'w'], ['x=b', 'b']]

/** @import { Run } from '../../run/run.js' */

const MOST = 12;

/**
 * @typedef {[query: string, name: string]} Choice
 * @param {Run} run
 * @returns {Choice[]}
 */
export function axisChoices(run) {
  const names = run.shownWeights.filter((name) => !name.includes(' ')).slice(0, MOST);
  /** @type {Choice[]} */
  const single = names.map((name) => [`x=${name}`, name]);
  if (names.length === 1 || (names.length === 2 && run.shownWeights.length === 2)) {
    return names.length === 1 ? [['', names[0]]] : [['', 'both weights'], ...single];
  }
  /** @type {Choice[]} */
  const pairs = names.slice(1).map((name) => [`x=${names[0]}&y=${name}`, `${names[0]} and ${name}`]);
  return [
    ['directions=path', 'main directions of the run'],
    ['directions=random', 'random directions'],
    ...single,
    ...pairs,
  ];
}
