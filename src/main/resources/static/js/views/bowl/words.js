// Where the ball is, what the next step computes, and which way is down.
// Usage: frame.say(whereabouts({x: 'w'}, run, 0)) → w = 0 − 0.1 · (−24) = 2.4
import { plain } from './ruler.js';

/** @import { Run } from '../../run/run.js' */

/** How the service names the directions in which the run moved most. */
const MAIN = 'component';
/** A slope so much less than the steepest of the run is none. */
const FLAT = 1e-6;

/**
 * The slope at a position, as the run computed it; null where it is not recorded, or there is no next step.
 *
 * @param {Run} run
 * @param {string} x
 * @param {number} position
 */
export function slopeAt(run, x, position) {
  return run.every > 1 || position >= run.points ? null : (run.gradient(x, Math.floor(position) + 1) ?? null);
}

/**
 * What an axis is called on the page.
 *
 * @param {string} axis
 */
export function titled(axis) {
  return axis.replace(MAIN, 'main direction');
}

/**
 * @param {{x: string, y?: string}} axes their names
 * @param {Run} run
 * @param {number} position
 */
export function whereabouts({ x, y }, run, position) {
  if (!run.weights.has(x)) {
    return `A slice of the loss along two ${x.startsWith(MAIN) ? 'main directions of the run' : 'random directions'}.`;
  }
  const at = Math.floor(position);
  const where = (y ? [x, y] : [x]).map((name) => `${name} = ${said(run.weight(name, at))}`).join(', ');
  const slope = y ? null : slopeAt(run, x, at);
  if (slope !== null && isFlat(slope, run, x)) {
    return `${where}. Flat: this is the bottom.`;
  }
  if (at >= run.points) {
    return `${run.ended ? 'After the last step' : 'Now'} ${where}.`;
  }
  return slope === null ? `The ball is at ${where}.` : (update(run, x, at, slope) ?? `At ${where} ${down(slope)}.`);
}

/** @param {number | null | undefined} value */
function said(value) {
  return value === null || value === undefined ? '–' : plain(value);
}

/**
 * @param {number} slope
 * @param {Run} run
 * @param {string} x
 */
function isFlat(slope, run, x) {
  const steepest = Math.max(...(run.gradients.get(x) ?? []).slice(0, 1000).map((value) => Math.abs(value ?? 0)));
  return Math.abs(slope) <= FLAT * steepest;
}

/** @param {number} slope */
function down(slope) {
  return `the slope is ${plain(slope)}: downhill is to the ${slope < 0 ? 'right' : 'left'}`;
}

/**
 * The next step as a calculation, where it is nothing but the slope times the learning rate.
 *
 * @param {Run} run
 * @param {string} x
 * @param {number} at
 * @param {number} slope
 */
function update({ specification, weights }, x, at, slope) {
  const { optimizer, schedule, gradientClipping } = specification;
  const { type, learningRate, ...others } = optimizer;
  const simple = Object.values(others).every((value) => value === 0 || value === false || value === null);
  const constant = !schedule || (typeof schedule === 'object' && schedule.type === 'constant');
  const [before, after] = [weights.get(x)?.[at], weights.get(x)?.[at + 1]];
  if (
    type !== 'sgd' ||
    !simple ||
    !constant ||
    gradientClipping ||
    typeof before !== 'number' ||
    typeof after !== 'number'
  ) {
    return null;
  }
  const steep = slope < 0 ? `(${plain(slope)})` : plain(slope);
  const digits = apart(before, after);
  return `Next step: ${x} = ${plain(before, digits)} − ${plain(learningRate)} · ${steep} = ${plain(after, digits)}`;
}

/**
 * As many digits as tell two numbers apart, four at least.
 *
 * @param {number} a
 * @param {number} b
 */
function apart(a, b) {
  let digits = 4;
  while (digits < 10 && a.toPrecision(digits) === b.toPrecision(digits)) {
    digits++;
  }
  return digits;
}
