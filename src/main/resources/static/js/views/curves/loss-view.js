// The loss over the steps, with the test loss, and the previous run dashed.
// Usage: new LossView(store).element
import { h } from '../../page/element.js';
import { number } from '../../page/format.js';
import { CurveView } from './curve-view.js';
import { lossCurves } from './loss.js';

/** @import { Store } from '../../state/store.js' */

export class LossView {
  #log = h('input', { type: 'checkbox', id: 'log', onchange: () => this.#draw() });
  /** @type {CurveView | null} */
  #view = null;

  /** @param {Store} store */
  constructor(store) {
    store.subscribe(({ lesson }, changed) => {
      if (changed.has('lesson')) {
        this.#log.checked = lesson?.open?.loss?.scale === 'log';
      }
    });
    const view = new CurveView(store, {
      id: 'loss',
      title: 'Loss curve',
      tools: [h('label', { class: 'inline' }, this.#log, ' log axis')],
      log: () => this.#log.checked,
      curves: ({ ghost }, run) => lossCurves(run, ghost),
      describe: (_state, run) =>
        `Loss over ${run.points} points, from ${number(run.losses[0])} to ${number(run.losses.at(-1))}`,
      say: (_state, run) => `From ${number(run.losses[0])} to ${number(run.losses.at(-1))}.`,
    });
    this.#view = view;
    this.element = view.element;
  }

  #draw() {
    this.#view?.draw();
  }
}
