// The metrics of a run over the steps: accuracy in percent, R² up to 1; those of the runs beside it in their colours.
// Usage: const {steps, series, legend} = metricCurves(run, shown(state, 'metrics')); chart.show(steps, series)
import { h } from '../../page/element.js';
import { tick } from '../../page/format.js';
import { color } from '../../page/theme.js';
import { along, union } from '../chart/series.js';
import { lookOf, nameOf, pinKeys } from './companion-look.js';

/**
 * @import { Companion } from '../../run/companions.js'
 * @import { Run } from '../../run/run.js'
 * @import { Line } from '../chart/chart.js'
 */

/** An R² below this is cut off: a network that has not learnt yet may have one of minus a thousand. */
const LEAST_R2 = -1;

/** @type {Record<string, string>} */
const NAMES = { accuracy: 'accuracy', testAccuracy: 'test accuracy', r2: 'R²', testR2: 'test R²' };

/** @param {string} metric */
const isOfTest = (metric) => metric.startsWith('test');

/** @param {string} metric */
export const nameOfMetric = (metric) => NAMES[metric] ?? metric;

/**
 * Returns a metric as it is said: an accuracy in percent.
 *
 * @param {string} metric
 * @param {number | null} value
 */
export function sayMetric(metric, value) {
  if (value === null) {
    return `${nameOfMetric(metric)} not known yet`;
  }
  const said = /accuracy/i.test(metric)
    ? `${tick(Number((100 * value).toFixed(1)))} %`
    : tick(Number(value.toFixed(3)));
  return `${nameOfMetric(metric)} ${said}`;
}

/**
 * The ends of the axis: 0 to 1, and for an R² below 0 down to -1 at most.
 *
 * @param {number} low the least value
 * @returns {[low: number, high: number]}
 */
export const metricEnds = (low) => [Math.max(LEAST_R2, Math.min(0, low)), 1];

/**
 * @param {Run} run
 * @param {Companion[]} companions
 */
export function metricCurves(run, companions) {
  const { names } = run.metrics;
  const others = companions.filter((one) => one.run.metrics.names.some((name) => names.includes(name)));
  const steps = others.map((one) => one.run.metrics.steps).reduce(union, run.metrics.steps);
  /** @type {(of: Run, name: string) => Api.Finite[]} */
  const values = (of, name) =>
    along(steps, of.metrics.steps, of.metrics.columns.get(name) ?? []).map((value) =>
      value === null ? null : Math.max(LEAST_R2, value),
    );
  /** @type {Line[]} */
  const beside = others.flatMap((one) =>
    names
      .filter((name) => one.run.metrics.names.includes(name))
      .map((name) => ({
        name: `${nameOfMetric(name)} of ${nameOf(one)}`,
        values: values(one.run, name),
        ...lookOf(one),
        ...(isOfTest(name) && { dash: [2, 4], width: 1.5 }),
      })),
  );
  return {
    steps,
    series: [
      ...beside,
      ...names
        .toReversed()
        .map((name) =>
          isOfTest(name)
            ? { name: nameOfMetric(name), values: values(run, name), color: color('line-2') }
            : { name: nameOfMetric(name), values: values(run, name), color: color('line-1'), width: 2.5 },
        ),
    ],
    legend: [
      ...names.map((name) => h('span', { class: `key key-${isOfTest(name) ? 2 : 1}` }, nameOfMetric(name))),
      ...pinKeys(others),
    ],
  };
}
