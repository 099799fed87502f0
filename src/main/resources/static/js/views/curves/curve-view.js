// A view with one chart over the steps; the loss, the metrics and the weights are such views.
// Usage: new CurveView(store, {id: 'loss', title: 'Loss', tools: [], log: () => false, curves, describe, say})
import { h } from '../../page/element.js';
import { Chart } from '../chart/chart.js';
import { stepAt } from '../chart/series.js';
import { empty, frame } from '../view.js';

/**
 * @import { Run } from '../../run/run.js'
 * @import { State, Store } from '../../state/store.js'
 * @import { Line, Options as ChartOptions } from '../chart/chart.js'
 *
 * @typedef {object} Content
 * @property {string} id
 * @property {string} title
 * @property {Page.Child[]} tools
 * @property {() => boolean} log
 * @property {(state: State, run: Run) => {steps: number[], series: Line[], legend: (Node | string)[]}} curves
 * @property {(state: State, run: Run) => string} describe the chart in words, for who does not see it
 * @property {(state: State, run: Run) => string} say the caption
 * @property {(run: Run) => Node | null} [instead] what stands there if the run has no such curves
 * @property {ChartOptions['ends']} [ends] of the vertical axis
 * @property {ChartOptions['mark']} [mark]
 */

const MANY = 300;
const SELDOM = 150;

export class CurveView {
  #store;
  #content;
  #frame;
  #legend = h('p', { class: 'legend' });
  #place = h('div', { class: 'chart', role: 'img' });
  #chart;
  #drawn = 0;
  #isEmpty = true;
  #isInstead = false;

  /**
   * @param {Store} store
   * @param {Content} content
   */
  constructor(store, content) {
    this.#store = store;
    this.#content = content;
    this.#frame = frame(content.id, content.title, content.tools);
    this.#frame.element.classList.add('curves');
    this.element = this.#frame.element;
    this.#chart = new Chart(this.#place, {
      log: content.log,
      ends: content.ends,
      mark: content.mark,
      playhead: () => (store.state.run ? stepAt(store.state.run, store.state.position) : null),
    });
    store.subscribe((state, changed) => {
      if (changed.has('theme')) {
        this.#chart.forget();
      }
      if (
        ['run', 'companions', 'theme'].some((key) => changed.has(key)) ||
        (changed.has('points') && this.#isDue(state.run))
      ) {
        this.draw();
      } else if (changed.has('position')) {
        this.#chart.move();
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

  draw() {
    this.#drawn = performance.now();
    const { state } = this.#store;
    const { run } = state;
    if (!run || run.points === 0) {
      empty(this.#frame.body, 'The curve appears here as soon as the run has its first step.');
      this.#frame.say('');
      this.#isEmpty = true;
      this.#isInstead = false;
      return;
    }
    const instead = this.#content.instead?.(run);
    if (instead) {
      if (!this.#isInstead) {
        this.#frame.body.replaceChildren(instead);
        this.#frame.say('');
      }
      this.#isInstead = true;
      return;
    }
    if (this.#isEmpty || this.#isInstead) {
      this.#isInstead = false;
      this.#isEmpty = false;
      this.#frame.body.replaceChildren(this.#legend, this.#place);
    }
    const { steps, series, legend } = this.#content.curves(state, run);
    this.#chart.show(steps, series);
    this.#legend.replaceChildren(...legend);
  }

  /** @param {State} state */
  #describe(state) {
    const { run, playing } = state;
    if (run && run.points > 0 && !playing && !this.#isInstead) {
      this.#place.setAttribute('aria-label', this.#content.describe(state, run));
      this.#frame.say(this.#content.say(state, run));
    }
  }
}
