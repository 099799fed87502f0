// Which class an output stands for, as the service decides it, and the counts of a confusion matrix.
// Usage: const decision = decisionOf('crossEntropy', ['a', 'b']); decision?.found(outputs, 3); decision?.expected(1);
//        const {matrix, precision, recall} = confusion(3, [[0, 1], [2, 2]])

/**
 * @import { Outputs } from '../../network/outputs.js'
 *
 * @typedef {object} Decision
 * @property {string[]} names of the classes
 * @property {(outputs: Outputs, row: number) => number} found the class that the model says
 * @property {(target: number) => number} expected the class of a target
 */

/** @type {Record<string, {least: (output: number) => boolean, target: (target: number) => boolean, names: string[]}>} */
const TWO = {
  bce: { least: (output) => output >= 0.5, target: (target) => target >= 0.5, names: ['0', '1'] },
  bceWithLogits: { least: (output) => output > 0, target: (target) => target >= 0.5, names: ['0', '1'] },
  hinge: { least: (output) => output > 0, target: (target) => target > 0, names: ['-1', '1'] },
};

/**
 * Returns how a loss decides; null where its targets are no classes.
 *
 * @param {string} loss
 * @param {string[]} classes the names in the data, which may be none
 * @returns {Decision | null}
 */
export function decisionOf(loss, classes) {
  if (loss === 'crossEntropy') {
    return classes.length > 0
      ? { names: classes, found: (outputs, row) => outputs.likeliest(row), expected: (target) => target }
      : null;
  }
  const two = Object.hasOwn(TWO, loss) ? TWO[loss] : null;
  return (
    two && {
      names: two.names.map((name, i) => classes[i] ?? name),
      found: (outputs, row) => Number(two.least(outputs.at(0, row))),
      expected: (target) => Number(two.target(target)),
    }
  );
}

/**
 * Counts pairs of classes: a row for each own class, a column for each that the model says. A precision or recall of no
 * rows is null.
 *
 * @param {number} classes how many there are
 * @param {[own: number, said: number][]} pairs one for each row of the data
 */
export function confusion(classes, pairs) {
  const matrix = Array.from({ length: classes }, () => Array(classes).fill(0));
  for (const [own, said] of pairs) {
    matrix[own][said]++;
  }
  /** @type {(right: number, all: number) => number | null} */
  const share = (right, all) => (all === 0 ? null : right / all);
  return {
    /** @type {number[][]} */
    matrix,
    right: matrix.reduce((sum, row, i) => sum + row[i], 0),
    recall: matrix.map((row, i) =>
      share(
        row[i],
        row.reduce((a, b) => a + b, 0),
      ),
    ),
    precision: matrix.map((row, i) =>
      share(
        row[i],
        matrix.reduce((sum, other) => sum + other[i], 0),
      ),
    ),
  };
}
