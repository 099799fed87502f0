// The loss, the loss over the test rows, and the loss of the previous run.
// Usage: const {steps, series, legend} = lossCurves(run, ghost); chart.show(steps, series)
import { h } from '../../page/element.js';
import { color } from '../../page/theme.js';
import { along, union } from '../chart/series.js';

export function lossCurves(run, ghost) {
  const steps = union(union(run.steps, run.held.steps), ghost?.steps ?? []);
  const held = run.held.steps.length > 0;
  return {
    steps,
    series: [
      ghost && { name: 'before', values: along(steps, ghost.steps, ghost.losses), color: color('ghost'), dash: [5, 5] },
      held && { name: 'test loss', values: along(steps, run.held.steps, run.held.losses), color: color('line-2') },
      { name: 'loss', values: along(steps, run.steps, run.losses), color: color('line-1'), width: 2.5 },
    ].filter(Boolean),
    legend: [
      h('span', { class: 'key key-1' }, 'loss'),
      held ? h('span', { class: 'key key-2' }, 'loss over the test rows') : '',
    ],
  };
}
