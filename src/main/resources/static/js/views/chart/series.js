// Values over steps, on an axis that several runs share.
// Usage: const steps = union(run.steps, other.steps); along(steps, run.steps, run.losses); stepAt(run, 2.5)

/** @import { Run } from '../../run/run.js' */

/**
 * The steps of both, in order.
 *
 * @param {number[]} a
 * @param {number[]} b
 */
export function union(a, b) {
  return b.length === 0 ? a : [...new Set([...a, ...b])].sort((x, y) => x - y);
}

/**
 * The value at each of all steps, null where there is none.
 *
 * @param {number[]} all
 * @param {number[]} steps
 * @param {Api.Finite[]} values
 */
export function along(all, steps, values) {
  if (all.length === steps.length) {
    return values;
  }
  const found = new Map(steps.map((step, i) => [step, values[i]]));
  return all.map((step) => found.get(step) ?? null);
}

/**
 * The step at a playhead, between two where it rolls.
 *
 * @param {Run} run
 * @param {number} position
 */
export function stepAt(run, position) {
  const low = run.step(position);
  const high = run.step(Math.min(run.points, Math.ceil(position)));
  return low + (high - low) * (position - Math.floor(position));
}
