// The loss and the test loss over the steps, and those of the runs beside it: the previous one dashed, pinned ones in
// their colours.
// Usage: const {steps, series, legend} = lossCurves(run, shown(state, 'loss')); chart.show(steps, series)
import { h } from '../../page/element.js';
import { color } from '../../page/theme.js';
import { along, union } from '../chart/series.js';
import { lookOf, nameOf, pinKeys } from './companion-look.js';

/**
 * @import { Companion } from '../../run/companions.js'
 * @import { Run } from '../../run/run.js'
 * @import { Line } from '../chart/chart.js'
 */

/**
 * @param {Run} run
 * @param {Companion[]} companions
 */
export function lossCurves(run, companions) {
  const held = run.held.steps.length > 0;
  const steps = companions
    .flatMap(({ run: other }) => [other.steps, other.held.steps])
    .reduce(union, union(run.steps, run.held.steps));
  /** @type {Line[]} */
  const others = companions.flatMap((one) => [
    { name: nameOf(one), values: along(steps, one.run.steps, one.run.losses), ...lookOf(one) },
    ...(one.run.held.steps.length > 0
      ? [
          {
            name: `test loss of ${nameOf(one)}`,
            values: along(steps, one.run.held.steps, one.run.held.losses),
            ...lookOf(one),
            ...(one.shade === 0 && { color: color('line-2') }),
            dash: one.shade === 0 ? [5, 5] : [2, 4],
            width: 1.5,
          },
        ]
      : []),
  ]);
  /** @type {Line[]} */
  const tested = held
    ? [{ name: 'test loss', values: along(steps, run.held.steps, run.held.losses), color: color('line-2') }]
    : [];
  return {
    steps,
    series: [
      ...others,
      ...tested,
      { name: 'loss', values: along(steps, run.steps, run.losses), color: color('line-1'), width: 2.5 },
    ],
    legend: [
      h('span', { class: 'key key-1' }, 'loss'),
      held ? h('span', { class: 'key key-2' }, 'test loss') : '',
      ...pinKeys(companions),
    ],
  };
}
