// The loss, the loss over the test rows, and the loss of the previous run.
// Usage: const {steps, series, legend} = lossCurves(run, ghost); chart.show(steps, series)
import { h } from '../../page/element.js';
import { color } from '../../page/theme.js';
import { along, union } from '../chart/series.js';

/**
 * @import { Run } from '../../run/run.js'
 * @import { Line } from '../chart/chart.js'
 */

/**
 * @param {Run} run
 * @param {Run | null} ghost
 */
export function lossCurves(run, ghost) {
  const held = run.held.steps.length > 0;
  const heldBefore = ghost !== null && ghost.held.steps.length > 0;
  const steps = [run.held.steps, ghost?.steps ?? [], ghost?.held.steps ?? []].reduce(union, run.steps);
  /** @type {Line[]} */
  const before = ghost
    ? [{ name: 'before', values: along(steps, ghost.steps, ghost.losses), color: color('ghost'), dash: [5, 5] }]
    : [];
  /** @type {Line[]} */
  const testedBefore = heldBefore
    ? [
        {
          name: 'test loss before',
          values: along(steps, ghost.held.steps, ghost.held.losses),
          color: color('line-2'),
          dash: [5, 5],
          width: 1.5,
        },
      ]
    : [];
  /** @type {Line[]} */
  const tested = held
    ? [{ name: 'test loss', values: along(steps, run.held.steps, run.held.losses), color: color('line-2') }]
    : [];
  return {
    steps,
    series: [
      ...before,
      ...testedBefore,
      ...tested,
      { name: 'loss', values: along(steps, run.steps, run.losses), color: color('line-1'), width: 2.5 },
    ],
    legend: [
      h('span', { class: 'key key-1' }, 'loss'),
      held ? h('span', { class: 'key key-2' }, 'test loss') : '',
      ghost ? 'dashed: previous run' : '',
    ],
  };
}
