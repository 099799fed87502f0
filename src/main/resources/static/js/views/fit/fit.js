// The fit: what the model makes of its data at the playhead: a line, a map of two inputs, a table of classes, a text.
// Usage: views.append(new Fit(store).element)

import { Paced } from '../../api/paced.js';
import { data } from '../../api/service.js';
import { empty, frame } from '../view.js';
import { FitClasses } from './classes.js';
import { inputsOf } from './inputs.js';
import { FitLine } from './line.js';
import { FitOthers } from './others.js';
import { FitParity } from './parity.js';
import { FitPlane } from './plane.js';
import { sourceOf } from './source.js';
import { FitText } from './text.js';

/**
 * @import { Outputs } from '../../network/outputs.js'
 * @import { Run } from '../../run/run.js'
 * @import { State, Store } from '../../state/store.js'
 * @import { Inputs } from './inputs.js'
 * @import { OtherFit } from './others.js'
 * @import { Source } from './source.js'
 *
 * @typedef {object} Drawing a picture of what the model makes of its data
 * @property {Element} element
 * @property {number[][]} rows the inputs for which it shows what the model says, in the units of the data
 * @property {(outputs: Outputs) => void} show
 * @property {(step: number) => string} caption
 * @property {(others: OtherFit[]) => void} [showOthers]
 * @property {() => void} [repaint]
 */

const WAITING = 'The model and its data: during training, the model bends towards the points.';

/** The playhead waits for the data. */
const LOADING = { reach: (/** @type {number} */ from) => from };

export class Fit {
  #store;
  #frame = frame('fit', 'Fit');
  /** @type {Run | null} */
  #run = null;
  /** @type {Drawing | null} */
  #drawing = null;
  /** @type {Source | null} */
  #source = null;
  /** @type {FitOthers | null} */
  #others = null;
  /** @type {FitText | null} */
  #text = null;
  #paced = new Paced((step) => this.#write(step));
  element = this.#frame.element;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
    empty(this.#frame.body, WAITING);
    store.subscribe((state, changed) => {
      if (state.run !== this.#run) {
        this.#begin(state.run);
      } else if (changed.has('theme')) {
        this.#drawing?.repaint?.();
      } else if (this.#isOther(changed)) {
        this.#follow(state);
      }
    });
  }

  /** @param {Set<string>} changed */
  #isOther(changed) {
    return ['position', 'states', 'points', 'playing', 'companions'].some((key) => changed.has(key));
  }

  /** @param {Run | null} run */
  async #begin(run) {
    if (this.#run && this.#source) {
      this.#run.buffers.delete(this.#source);
    }
    this.#run = run;
    this.#drawing = null;
    this.#others = null;
    this.#source = null;
    this.#text = null;
    this.#paced.forget();
    this.#frame.say('');
    empty(this.#frame.body, WAITING);
    if (!run) {
      return;
    }
    delete this.element.dataset.step;
    run.buffers.add(LOADING);
    const found = await data(run.id).catch(() => null);
    run.buffers.delete(LOADING);
    if (run !== this.#run) {
      return;
    }
    if (!found) {
      empty(this.#frame.body, 'The server does not have the data of this run.');
      return;
    }
    run.arrived = () => this.#store.touch('states');
    if (run.specification.data.text) {
      this.#text = new FitText();
      this.#frame.body.replaceChildren(this.#text.element);
    } else {
      const inputs = inputsOf(found);
      this.#drawing = drawingOf(inputs, run.specification);
      this.#source = sourceOf(run, inputs, this.#drawing.rows);
      run.buffers.add(this.#source);
      this.#others = new FitOthers(inputs, this.#drawing.rows, () => this.#store.touch('states'));
      this.#frame.body.replaceChildren(this.#drawing.element);
    }
    this.#follow(this.#store.state);
  }

  /**
   * Shows what the model makes of its data with the weights at the playhead.
   *
   * @param {State} state
   */
  #follow(state) {
    const { run, position } = state;
    if (!run || run !== this.#run || (run.points === 0 && !run.ended)) {
      return;
    }
    const step = run.step(position);
    if (this.#text) {
      this.#paced.want(step);
    } else if (this.#drawing && this.#source) {
      this.#draw(this.#drawing, this.#source, Math.floor(position), step);
      if (this.#others) {
        this.#drawing.showOthers?.(this.#others.at(state));
      }
    }
  }

  /**
   * @param {Drawing} drawing
   * @param {Source} source
   * @param {number} position
   * @param {number} step
   */
  #draw(drawing, source, position, step) {
    const outputs = source.at(position);
    if (outputs?.isFinite) {
      drawing.show(outputs);
      this.element.dataset.step = String(step);
      this.#frame.say(drawing.caption(step));
    } else if (outputs !== undefined || source.failed) {
      this.#frame.say('There are no predictions for this step; the points are the data.');
    }
  }

  /** @param {number} step */
  async #write(step) {
    const run = this.#run;
    const text = this.#text;
    if (!run || !text) {
      return;
    }
    const found = await text.ask(run.id, step);
    if (run !== this.#run) {
      return;
    }
    if (found) {
      text.show(found);
    }
    this.#frame.say(found ? text.caption(step) : 'The server has no text for this step.');
  }
}

/**
 * The picture that suits the data: one input, two, or more of them with classes or with numbers.
 *
 * @param {Inputs} inputs
 * @param {Api.Resolved} specification
 * @returns {Drawing}
 */
function drawingOf(inputs, specification) {
  const single = inputs.training[0].ys.length === 1;
  if (inputs.width === 1 && single) {
    return new FitLine(inputs, specification);
  }
  if (inputs.width === 2 && single) {
    return new FitPlane(inputs, specification);
  }
  return specification.loss.type === 'crossEntropy' && inputs.classes.length > 0
    ? new FitClasses(inputs)
    : new FitParity(inputs);
}
