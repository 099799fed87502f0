// The way of a run over a loss surface: at each position its place along each axis.
// Usage: const {x, y} = trackOf(run, found); x[3] → where it is after the third recorded point

/**
 * @import { Run } from '../../run/run.js'
 *
 * @typedef {{x: Api.Finite[], y: Api.Finite[] | null, known: boolean}} Track `known` where the axes are recorded weights
 */

/**
 * @param {Run} run
 * @param {Api.LossSurface} found
 * @param {Api.Path | null} [path] the places of the run on it, where its axes are directions
 * @returns {Track}
 */
export function trackOf(run, found, path = found.path) {
  const x = run.weights.get(found.x.name);
  const y = found.y && run.weights.get(found.y.name);
  if (x && (!found.y || y)) {
    return { x, y: y ?? null, known: true };
  }
  if (!path) {
    return { x: [], y: null, known: false };
  }
  const { step: steps, x: across, y: upwards } = path;
  return {
    x: run.stepsOfWeights.map((step) => place(steps, across, step)),
    y: upwards && run.stepsOfWeights.map((step) => place(steps, upwards, step)),
    known: false,
  };
}

/**
 * The place on a path at a step, between two of its points where the path does not have that step.
 *
 * @param {number[]} steps ascending
 * @param {Api.Finite[]} places
 * @param {number} step
 */
function place(steps, places, step) {
  let [low, high] = [0, steps.length - 1];
  if (high < 0) {
    return null;
  }
  while (high - low > 1) {
    const half = (low + high) >> 1;
    [low, high] = steps[half] <= step ? [half, high] : [low, half];
  }
  const share = Math.min(1, Math.max(0, (step - steps[low]) / (steps[high] - steps[low] || 1)));
  const [from, to] = [places[low], places[high]];
  return from === null || to === null ? null : from + share * (to - from);
}
