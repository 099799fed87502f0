// Curves: the loss, and the weights or their gradients, over the steps.
// Usage: views.append(new Curves(store).element)
import { h } from '../../page/element.js';
import { number } from '../../page/format.js';
import { Chart } from '../chart/chart.js';
import { stepAt } from '../chart/series.js';
import { empty, frame } from '../view.js';
import { lossCurves } from './loss.js';
import { gradientCurves, weightCurves } from './weights.js';

/**
 * @import { Run } from '../../run/run.js'
 * @import { State, Store } from '../../state/store.js'
 */

const MANY = 4000;
const SELDOM = 250;

export class Curves {
  #store;
  #log = h('input', { type: 'checkbox', id: 'log', onchange: () => this.#draw() });
  #what = h(
    'select',
    { id: 'what', 'aria-label': 'Second chart', onchange: () => this.#draw() },
    h('option', { value: 'weights' }, 'weights'),
    h('option', { value: 'gradients' }, 'gradients'),
  );
  #lossPlace = h('div', { class: 'chart', role: 'img' });
  #linesPlace = h('div', { class: 'chart', role: 'img' });
  #lossLegend = h('h3', { class: 'legend' });
  #legend = h('p', { class: 'legend' });
  #drawn = 0;
  #frame;
  #loss;
  #lines;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
    this.#frame = frame('curves', 'The curves', [h('label', { class: 'inline' }, this.#log, ' log axis'), this.#what]);
    this.element = this.#frame.element;
    const playhead = () => (store.state.run ? stepAt(store.state.run, store.state.position) : null);
    this.#loss = new Chart(this.#lossPlace, { log: () => this.#log.checked, playhead });
    this.#lines = new Chart(this.#linesPlace, {
      log: () => this.#log.checked && this.#what.value === 'gradients',
      playhead,
    });
    store.subscribe((state, changed) => {
      if (changed.has('theme')) {
        this.#loss.forget();
        this.#lines.forget();
      }
      if (
        ['run', 'ghost', 'theme'].some((key) => changed.has(key)) ||
        (changed.has('points') && this.#isDue(state.run))
      ) {
        this.#draw();
      } else if (changed.has('position')) {
        this.#loss.move();
        this.#lines.move();
      }
      this.#describe(state);
    });
  }

  /**
   * Redraws a long run only a few times a second, so that the playhead stays smooth.
   *
   * @param {Run | null} run
   */
  #isDue(run) {
    return !run || run.ended || run.points < MANY || performance.now() - this.#drawn > SELDOM;
  }

  #draw() {
    this.#drawn = performance.now();
    const { run, ghost, lesson } = this.#store.state;
    if (!run || run.points === 0) {
      empty(this.#frame.body, 'Press Train: the loss and the weights appear here during the run.');
      this.#frame.say('');
      return;
    }
    if (!this.#lossPlace.isConnected) {
      this.#frame.body.replaceChildren(
        h('figure', {}, h('figcaption', {}, this.#lossLegend), this.#lossPlace),
        h('figure', {}, h('figcaption', {}, this.#legend), this.#linesPlace),
      );
    }
    const loss = lossCurves(run, ghost);
    this.#loss.show(loss.steps, loss.series);
    this.#lossLegend.replaceChildren(...loss.legend);
    const lines =
      this.#what.value === 'weights' ? weightCurves(run, ghost, lesson) : gradientCurves(run, ghost, this.#log.checked);
    this.#lines.show(lines.steps, lines.series);
    this.#legend.replaceChildren(...lines.legend);
  }

  /** @param {State} state */
  #describe({ run, position, playing }) {
    if (run && run.points > 0 && !playing) {
      const now =
        position < 1
          ? 'Before the first step'
          : `At step ${run.step(position)} the loss is ${number(run.loss(position))}`;
      this.#lossPlace.setAttribute(
        'aria-label',
        `Loss over ${run.points} points, from ${number(run.losses[0])} to ${number(run.losses.at(-1))}`,
      );
      this.#linesPlace.setAttribute(
        'aria-label',
        `${this.#what.value} over the steps: ${run.shownWeights
          .slice(0, 5)
          .map((name) => `${name} ${number(run.weight(name, position))}`)
          .join(', ')}`,
      );
      this.#frame.say(`${now}; the loss went from ${number(run.losses[0])} to ${number(run.losses.at(-1))}.`);
    } else if (playing) {
      this.#frame.say('');
    }
  }
}
