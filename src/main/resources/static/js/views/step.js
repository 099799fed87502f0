// The step: its computation graph, played forward, to the loss, backward, and through the update.
// Usage: views.append(new Step(store).element)
import { trace } from '../api/service.js';
import { h } from '../page/element.js';
import { PhasePlayer } from './step-phases.js';
import { StepGraph } from './step-graph.js';
import { chainOf, explain } from './step-chain.js';
import { empty, frame } from './view.js';

export class Step {
  #store;
  #phases = new PhasePlayer(() => this.#draw());
  #frame = frame('step', 'The step', [this.#phases.element]);
  #graph = new StepGraph((weight) => { this.#chosen = weight; this.#draw(); });
  #words = h('ol', { class: 'words', 'aria-live': 'polite' });
  #trace = null;
  #chosen = null;
  #asking = null;
  #asked = '';
  element = this.#frame.element;

  constructor(store) {
    this.#store = store;
    empty(this.#frame.body, 'One training step as a graph: values go forward, gradients come back.');
    this.#phases.enable(false);
    store.subscribe(() => this.#ask());
  }

  /** Asks for the step at the playhead; one at a time, so that a fast playhead is followed as well as can be. */
  async #ask() {
    const { run, position } = this.#store.state;
    if (!run) {
      this.#clear('One training step as a graph: values go forward, gradients come back.');
      return;
    }
    const step = Math.max(1, run.step(position));
    const wanted = `${run.id} ${step}`;
    if (run.points === 0 || this.#asking || this.#asked === wanted) {
      return;
    }
    this.#asking = wanted;
    this.#asked = wanted;
    const found = await trace(run.id, step).catch((error) => error);
    this.#asking = null;
    if (run !== this.#store.state.run) {
      this.#asked = '';
    } else if (found === null || found instanceof Error) {
      this.#clear(found?.status === 422 ? `This step is too large to be drawn: ${found.message}.` : 'This server does not open single steps of this run.');
    } else {
      this.#show(found);
    }
    this.#ask();
  }

  #clear(text) {
    this.#trace = null;
    this.#chosen = null;
    this.#asked = this.#store.state.run ? this.#asked : '';
    this.#phases.enable(false);
    this.#frame.say('');
    empty(this.#frame.body, text);
  }

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
    const chain = this.#chosen && chainOf(this.#trace, this.#chosen);
    this.#graph.show(this.#trace, shown, chain);
    this.#words.replaceChildren(...(chain ? explain(this.#trace, chain) : shown.words).map((line) => h('li', {}, line)));
    const rows = this.#trace.rows.count === 1 ? 'one row' : `${this.#trace.rows.count} rows`;
    this.#frame.say(chain ? `The chain of factors from the loss back to ${this.#chosen}.`
      : `Step ${this.#trace.step} on ${rows}, learning rate ${this.#trace.learningRate}. Point at a weight, or focus it, to see its chain of factors.`);
  }
}
