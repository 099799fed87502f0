// The step: one row of it as a graph, played forward, to the loss, backward, and through the update, and as a calculation.
// Usage: views.append(new Step(store, playback).element)
import { Paced } from '../../api/paced.js';
import { rowTrace, trace } from '../../api/service.js';
import { h } from '../../page/element.js';
import { empty, fill, frame } from '../view.js';
import { chainOf, explain } from './chain.js';
import { StepGraph } from './graph.js';
import { Later } from './later.js';
import { PhasePlayer } from './phases.js';
import { Product } from './product.js';
import { RowChoice } from './row-choice.js';
import { summary } from './words.js';

/**
 * @import { Run } from '../../run/run.js'
 * @import { Playback } from '../../state/playback.js'
 * @import { State, Store } from '../../state/store.js'
 *
 * @typedef {{step: number, row: number, weight: string}} Wish
 */

const WAITING = 'One training step as a graph: values go forward, gradients come back.';
const BAD_REQUEST = 400;
const UNPROCESSABLE = 422;

export class Step {
  #store;
  #playback;
  #phases = new PhasePlayer(
    () => this.#draw(),
    () => this.#playback.pause(),
  );
  #rows = new RowChoice((row) => this.#store.set({ row }));
  #frame = frame('step', 'Step', [this.#rows.element, this.#phases.element]);
  #graph = new StepGraph(
    {
      choose: (weight) => {
        this.#pointed = weight;
        this.#draw();
      },
      pin: (weight) => this.#pin(weight),
    },
    () => this.#show(),
  );
  #product = new Product((weight) => this.#pin(weight));
  #words = h('ol', { class: 'words', tabindex: 0, 'aria-label': 'Calculation' });
  #calculation = h('div', { class: 'calculation' }, this.#product.element, this.#words);
  /** @type {Api.RowTrace | Api.StepTrace | null} */
  #trace = null;
  /** @type {string | null} the weight that is pointed at */
  #pointed = null;
  /** The weight whose chain is written out. */
  #pinned = '';
  /** @type {Run | null} */
  #run = null;
  #closed = false;
  /** Whether the rows of this run depend on each other, so that only whole steps can be explained. */
  #whole = false;
  #toCome = false;
  #later = new Later(3, 2);
  #paced = new Paced((/** @type {string} */ key) => this.#open(JSON.parse(key)));
  element = this.#frame.element;

  /**
   * @param {Store} store
   * @param {Playback} playback
   */
  constructor(store, playback) {
    this.#store = store;
    this.#playback = playback;
    this.#clear(WAITING);
    store.subscribe((state) => this.#want(state));
  }

  /**
   * Asks for the step at the playhead, until the server says that it opens none of this run.
   *
   * @param {State} state
   */
  #want({ run, position, row }) {
    this.#toCome = position < 1;
    if (run !== this.#run) {
      this.#run = run;
      this.#closed = false;
      this.#whole = false;
      this.#later.forget();
      this.#paced.forget();
      this.#clear(WAITING);
    }
    if (run && run.points > 0 && !this.#closed) {
      const step = Math.max(1, run.step(position));
      this.#paced.want(JSON.stringify({ step, row: row ?? 0, weight: this.#pinned }));
    }
  }

  /** @param {Wish} wish */
  async #open(wish) {
    const run = this.#run;
    if (!run) {
      return;
    }
    try {
      const found = this.#whole ? await trace(run.id, wish.step) : await this.#row(run, wish);
      if (run === this.#run) {
        this.#trace = found;
        this.#show();
      }
    } catch (error) {
      if (run === this.#run) {
        this.#refused(error);
      }
    }
  }

  /**
   * Explains a row; the first one where a smaller batch has no such row, the whole step where no row stands alone.
   *
   * @param {Run} run
   * @param {Wish} wish
   * @returns {Promise<Api.RowTrace | Api.StepTrace>}
   */
  async #row(run, wish) {
    try {
      return await rowTrace(run.id, wish);
    } catch (error) {
      if (error.status === BAD_REQUEST && (wish.row > 0 || wish.weight)) {
        this.#pinned = '';
        return await rowTrace(run.id, { ...wish, row: 0, weight: '' });
      }
      if (error.status === UNPROCESSABLE && error.type.endsWith('rows-depend-on-each-other')) {
        this.#whole = true;
        return await trace(run.id, wish.step);
      }
      throw error;
    }
  }

  /** @param {Error} error */
  #refused(error) {
    this.#later.refuse(error);
    this.#closed = true;
    this.#clear(`This step cannot be drawn: ${error.message}.`);
  }

  /** @param {string} text */
  #clear(text) {
    this.#trace = null;
    this.#pointed = null;
    this.#pinned = '';
    this.#phases.enable(false);
    this.#rows.element.hidden = true;
    this.#frame.say('');
    empty(this.#frame.body, text);
  }

  /** @param {string} weight */
  #pin(weight) {
    this.#pinned = weight;
    this.#product.select(weight);
    this.#want(this.#store.state);
    this.#draw();
  }

  #show() {
    const found = this.#trace;
    if (!found) {
      return;
    }
    fill(this.#frame.body, this.#graph.element, this.#calculation);
    this.#graph.build(found);
    this.#phases.enable(true);
    this.#phases.of(found);
    this.#product.element.hidden = !('row' in found);
    if ('row' in found) {
      this.#rows.show(found.row.index, found.row.of);
      this.#product.offer(found);
      this.#product.show(this.#pinned ? found.chain : null);
    }
    this.#draw();
  }

  #draw() {
    const found = this.#trace;
    if (!found) {
      return;
    }
    const shown = this.#phases.shown();
    const weight = this.#pointed ?? (this.#pinned || null);
    const chain = weight === null || shown.playing ? null : chainOf(found, weight);
    this.#graph.show(found, shown, chain);
    const words = chain && this.#pointed !== null ? explain(found, chain) : shown.words;
    this.#words.replaceChildren(...words.map((line) => h('li', {}, line)));
    this.#words.scrollTop = shown.playing ? this.#words.scrollHeight : 0;
    this.#frame.say(summary(found, this.#toCome));
  }
}
