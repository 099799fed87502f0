// The metrics over the steps: accuracy or R², on the training rows and on the test rows.
// Usage: new MetricsView(store, () => recordMetrics()).element
import { h } from '../../page/element.js';
import { tick, when } from '../../page/format.js';
import { shown } from '../../run/companions.js';
import { CurveView } from './curve-view.js';
import { metricCurves, metricEnds, sayMetric } from './metrics.js';

/**
 * @import { Run } from '../../run/run.js'
 * @import { Store } from '../../state/store.js'
 */

export class MetricsView {
  /** @type {Run | null} */
  #run = null;
  element;

  /**
   * @param {Store} store
   * @param {() => unknown} record trains again with metrics
   */
  constructor(store, record) {
    /** @param {Run} run */
    const inPercent = (run) => run.metrics.names.some((name) => /accuracy/i.test(name));
    /** @type {(run: Run, step: number) => string} */
    const values = (run, step) =>
      run.metrics.names.map((name) => sayMetric(name, run.metrics.at(name, step))).join(', ');
    this.element = new CurveView(store, {
      id: 'metrics',
      title: 'Metrics',
      tools: [],
      log: () => false,
      ends: metricEnds,
      mark: (value) => (this.#run && inPercent(this.#run) ? `${tick(100 * value)} %` : tick(value)),
      curves: (state, run) => {
        this.#run = run;
        return metricCurves(run, shown(state, 'metrics'));
      },
      instead: (run) => (run.metrics.names.length > 0 ? null : missing(run, record)),
      describe: (_state, run) =>
        `Metrics over ${run.metrics.steps.length} points; at the end ${values(run, run.steps.at(-1) ?? 0)}`,
      say: ({ position }, run) => `${when(run.step(position))}: ${values(run, run.step(position))}.`,
    }).element;
  }
}

/**
 * Why there are no curves.
 *
 * @param {Run} run
 * @param {() => unknown} record
 */
function missing({ specification }, record) {
  return specification.record.metrics
    ? h('p', { class: 'empty' }, 'The first metrics appear here as soon as the run has evaluated them.')
    : h(
        'div',
        { class: 'empty' },
        h('p', {}, 'This run has recorded no metrics over its steps.'),
        h('button', { type: 'button', onclick: record }, 'Record metrics'),
      );
}
