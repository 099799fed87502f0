// The step: its computation graph, played forward, to the loss, backward, and through the update.
// Usage: views.append(new Step(store, playback).element)
import { Problem } from '../../api/http.js';
import { Paced } from '../../api/paced.js';
import { trace } from '../../api/service.js';
import { h } from '../../page/element.js';
import { empty, frame } from '../view.js';
import { chainOf, explain } from './chain.js';
import { StepGraph } from './graph.js';
import { PhasePlayer } from './phases.js';
import { summary } from './words.js';

/**
 * @import { Run } from '../../run/run.js'
 * @import { Playback } from '../../state/playback.js'
 * @import { State, Store } from '../../state/store.js'
 */

const WAITING = 'One training step as a graph: values go forward, gradients come back.';

export class Step {
  #phases = new PhasePlayer(
    () => this.#draw(),
    () => this.#playback.pause(),
  );
  #frame = frame('step', 'The step', [this.#phases.element]);
  #graph = new StepGraph((weight) => {
    this.#chosen = weight;
    this.#draw();
  });
  #words = h('ol', { class: 'words', tabindex: 0, 'aria-label': 'Calculation' });
  #playback;
  /** @type {Api.StepTrace | null} */
  #trace = null;
  /** @type {string | null} */
  #chosen = null;
  /** @type {Run | null} */
  #run = null;
  #closed = false;
  #toCome = false;
  #paced = new Paced((step) => this.#open(step));
  element = this.#frame.element;

  /**
   * @param {Store} store
   * @param {Playback} playback
   */
  constructor(store, playback) {
    this.#playback = playback;
    this.#clear(WAITING);
    store.subscribe((state) => this.#want(state));
  }

  /**
   * Asks for the step at the playhead, until the server says that it opens none of this run.
   *
   * @param {State} state
   */
  #want({ run, position }) {
    this.#toCome = position < 1;
    if (run !== this.#run) {
      this.#run = run;
      this.#closed = false;
      this.#paced.forget();
      this.#clear(WAITING);
    }
    if (run && run.points > 0 && !this.#closed) {
      this.#paced.want(Math.max(1, run.step(position)));
    }
  }

  /** @param {number} step */
  async #open(step) {
    const run = this.#run;
    if (!run) {
      return;
    }
    try {
      const found = await trace(run.id, step);
      if (run === this.#run) {
        this.#show(found);
      }
    } catch (error) {
      if (run === this.#run) {
        this.#refused(error);
      }
    }
  }

  /** @param {Error} error */
  #refused(error) {
    if (!(error instanceof Problem) || error.later) {
      throw error;
    }
    this.#closed = true;
    this.#clear(`This step cannot be drawn: ${error.message}.`);
  }

  /** @param {string} text */
  #clear(text) {
    this.#trace = null;
    this.#chosen = null;
    this.#phases.enable(false);
    this.#frame.say('');
    empty(this.#frame.body, text);
  }

  /** @param {Api.StepTrace} found */
  #show(found) {
    if (!this.#trace) {
      this.#frame.body.replaceChildren(this.#graph.element, this.#words);
    }
    this.#trace = found;
    this.#graph.build(found);
    this.#phases.enable(true);
    this.#phases.of(found);
    this.#draw();
  }

  #draw() {
    if (!this.#trace) {
      return;
    }
    const shown = this.#phases.shown();
    const chain = this.#chosen === null ? null : chainOf(this.#trace, this.#chosen);
    this.#graph.show(this.#trace, shown, chain);
    this.#words.replaceChildren(
      ...(chain ? explain(this.#trace, chain) : shown.words).map((line) => h('li', {}, line)),
    );
    this.#words.scrollTop = shown.playing ? this.#words.scrollHeight : 0;
    this.#frame.say(
      chain ? `The chain of factors from the loss back to ${this.#chosen}.` : summary(this.#trace, this.#toCome),
    );
  }
}
