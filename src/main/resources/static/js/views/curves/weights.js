// The weights or their gradients over the steps, those of the runs beside it, and true values if the lesson has them.
// Usage: const {steps, series, legend} = weightCurves(run, shown(state, 'weights'), lesson); chart.show(steps, series)
import { h } from '../../page/element.js';
import { color } from '../../page/theme.js';
import { along, union } from '../chart/series.js';
import { lookOf, nameOf, pinKeys } from './companion-look.js';
import { trueValues } from './true-values.js';

/**
 * @import { Companion } from '../../run/companions.js'
 * @import { Run } from '../../run/run.js'
 * @import { Line } from '../chart/chart.js'
 *
 * @typedef {Map<string, Api.Finite[]>} Series the values of each weight
 * @typedef {{color: string, dash?: number[], width?: number}} Look
 */

const MOST = 24;
const COLORS = 8;

/**
 * @param {Run} run
 * @param {Companion[]} companions
 * @param {Api.Lesson | null} lesson
 */
export function weightCurves(run, companions, lesson) {
  return curves(run, companions, (one) => ({ steps: one.stepsOfWeights, all: one.weights }), trueValues(lesson, run));
}

/**
 * Returns the curves of the gradients; for a log axis, of their absolute values.
 *
 * @param {Run} run
 * @param {Companion[]} companions
 * @param {boolean} log
 */
export function gradientCurves(run, companions, log) {
  /** @type {(all: Series) => Series} */
  const sizes = (all) =>
    new Map([...all].map(([name, values]) => [name, values.map((value) => value && Math.abs(value))]));
  return curves(
    run,
    companions,
    (one) => ({ steps: one.steps, all: log ? sizes(one.gradients) : one.gradients }),
    new Map(),
  );
}

/**
 * Of many, the matrices alone: biases would hide them.
 *
 * @param {string[]} names
 */
function chosen(names) {
  const matrices = names.filter((name) => !/\bbias\b/.test(name));
  return (names.length > COLORS && matrices.length > 0 ? matrices : names).slice(0, MOST);
}

/**
 * @param {Run} run
 * @param {Companion[]} companions
 * @param {(run: Run) => {steps: number[], all: Series}} of
 * @param {Map<string, Api.Finite>} known
 */
function curves(run, companions, of, known) {
  const now = of(run);
  const others = companions.map((one) => ({ ...of(one.run), look: lookOf(one), from: nameOf(one) }));
  const steps = others.reduce((all, one) => union(all, one.steps), now.steps);
  const every = run.shownWeights.filter((name) => now.all.has(name));
  const names = chosen(every);
  /** @param {string} name */
  const shade = (name) => (names.indexOf(name) % COLORS) + 1;
  /** @type {(one: {steps: number[], all: Series}, look: (name: string) => Look, from?: string) => Line[]} */
  const lines = (one, look, from = '') =>
    names
      .filter((name) => one.all.has(name))
      .map((name) => ({
        name: from ? `${name} of ${from}` : name,
        values: along(steps, one.steps, one.all.get(name) ?? []),
        ...look(name),
      }));
  const named = Math.min(names.length, COLORS);
  return {
    steps,
    series: [
      ...names
        .filter((name) => known.has(name))
        .map((name) => ({
          name: `true ${name}`,
          values: steps.map(() => known.get(name) ?? null),
          color: color(`line-${shade(name)}`),
          dash: [2, 5],
          width: 1.5,
        })),
      ...others.flatMap((one) => lines(one, () => one.look, one.from)),
      ...lines(now, (name) => ({ color: color(`line-${shade(name)}`) })),
    ],
    legend: [
      ...names.slice(0, COLORS).map((name) => h('span', { class: `key key-${shade(name)}` }, name)),
      every.length > named ? `and ${every.length - named} more` : '',
      known.size > 0 ? h('span', {}, 'dotted: true value') : '',
      ...pinKeys(companions),
    ],
  };
}
