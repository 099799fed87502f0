// The weights or their gradients over the steps.
// Usage: new WeightsView(store).element
import { h } from '../../page/element.js';
import { number } from '../../page/format.js';
import { CurveView } from './curve-view.js';
import { gradientCurves, weightCurves } from './weights.js';

/** @import { Store } from '../../state/store.js' */

const MOST = 5;

export class WeightsView {
  #what = h(
    'select',
    { id: 'what', 'aria-label': 'Weights or gradients', onchange: () => this.#changed() },
    h('option', { value: 'weights' }, 'weights'),
    h('option', { value: 'gradients' }, 'gradients'),
  );
  #log = h('input', { type: 'checkbox', id: 'log-gradients', onchange: () => this.#draw() });
  #scale = h('label', { class: 'inline', hidden: true }, this.#log, ' log sizes');
  /** @type {CurveView | null} */
  #view = null;

  /** @param {Store} store */
  constructor(store) {
    store.subscribe(({ lesson }, changed) => {
      if (changed.has('lesson')) {
        this.#what.value = lesson?.open?.weights?.show ?? 'weights';
        this.#log.checked = lesson?.open?.weights?.scale === 'log';
        this.#scale.hidden = !this.#gradients;
      }
    });
    const view = new CurveView(store, {
      id: 'weights',
      title: 'Weights',
      tools: [this.#scale, this.#what],
      log: () => this.#log.checked && this.#gradients,
      curves: ({ ghost, lesson }, run) =>
        this.#gradients ? gradientCurves(run, ghost, this.#log.checked) : weightCurves(run, ghost, lesson),
      describe: ({ position }, run) =>
        `${this.#what.value} over the steps: ${run.shownWeights
          .slice(0, MOST)
          .map((name) => `${name} ${number(run.weight(name, position))}`)
          .join(', ')}`,
      say: () =>
        this.#gradients ? 'The slope of the loss along each weight, at each step.' : 'Each weight, after each step.',
    });
    this.#view = view;
    this.element = view.element;
  }

  #draw() {
    this.#view?.draw();
  }

  get #gradients() {
    return this.#what.value === 'gradients';
  }

  #changed() {
    this.#scale.hidden = !this.#gradients;
    this.#draw();
  }
}
