// The fit: what the model makes of its data at the playhead: a line, a map of two inputs, a table of classes, a text.
// Usage: views.append(new Fit(store).element)

import { Paced } from '../../api/paced.js';
import { data } from '../../api/service.js';
import { h } from '../../page/element.js';
import { empty, frame } from '../view.js';
import { pictureShape } from './cell-rows.js';
import { FitClasses } from './classes.js';
import { decisionOf } from './decision.js';
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
 *
 * @typedef {{picture: string, test: boolean}} Choice
 */

const WAITING = 'The model and its data: during training, the model bends towards the points.';

/** The playhead waits for the data. */
const LOADING = { reach: (/** @type {number} */ from) => from };

export class Fit {
  #store;
  /** Which picture is drawn, and of which rows the confusion matrix; what the reader chose stays for other runs. */
  #picture = choice(
    'Picture of the fit',
    [
      ['map', 'picture'],
      ['classes', 'confusion'],
    ],
    () => this.#again(),
  );
  #part = choice(
    'Rows of the matrix',
    [
      ['test', 'test rows'],
      ['training', 'training rows'],
    ],
    () => this.#again(),
  );
  #frame = frame('fit', 'Fit', [this.#picture, this.#part]);
  /** @type {Run | null} */
  #run = null;
  /** @type {Inputs | null} */
  #inputs = null;
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
    this.#inputs = null;
    this.#picture.hidden = true;
    this.#part.hidden = true;
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
      this.#inputs = inputsOf(found);
      this.#make(run, this.#inputs);
    }
    this.#follow(this.#store.state);
  }

  /** Draws the same run as the reader has chosen now. */
  #again() {
    if (this.#run && this.#inputs) {
      if (this.#source) {
        this.#run.buffers.delete(this.#source);
      }
      this.#make(this.#run, this.#inputs);
      this.#follow(this.#store.state);
    }
  }

  /**
   * @param {Run} run
   * @param {Inputs} inputs
   */
  #make(run, inputs) {
    const { specification } = run;
    const decision = decisionFor(inputs, specification);
    const hasPicture = hasOwnPicture(inputs);
    this.#picture.hidden = !decision || !hasPicture;
    const isMatrix = decision !== null && (!hasPicture || this.#picture.value === 'classes');
    this.#part.hidden = !isMatrix || inputs.test.length === 0;
    this.#drawing = isMatrix
      ? new FitClasses(inputs, decision, {
          test: inputs.test.length > 0 && this.#part.value === 'test',
          shape: pictureShape(specification.model, inputs.width, inputs.names),
          loss: specification.loss.type,
        })
      : drawingOf(inputs, specification);
    this.#source = sourceOf(run, inputs, this.#drawing.rows);
    run.buffers.add(this.#source);
    this.#others = new FitOthers(inputs, this.#drawing.rows, () => this.#store.touch('states'));
    this.#frame.body.replaceChildren(this.#drawing.element);
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
 * A choice in the head of the view.
 *
 * @param {string} label
 * @param {[value: string, text: string][]} options
 * @param {() => unknown} changed
 */
function choice(label, options, changed) {
  return h(
    'select',
    { 'aria-label': label, hidden: true, onchange: changed },
    options.map(([value, text]) => h('option', { value }, text)),
  );
}

/** @param {Inputs} inputs */
const hasOwnPicture = ({ width, training }) => width <= 2 && training[0].ys.length === 1;

/**
 * How the model decides on a class; null where it decides on none, or on several for a row.
 *
 * @param {Inputs} inputs
 * @param {Api.Resolved} specification
 */
const decisionFor = (inputs, { loss }) =>
  inputs.training[0].ys.length === 1 ? decisionOf(loss.type, inputs.classes) : null;

/**
 * The picture that suits the data: one input, two, or more of them.
 *
 * @param {Inputs} inputs
 * @param {Api.Resolved} specification
 * @returns {Drawing}
 */
function drawingOf(inputs, specification) {
  if (!hasOwnPicture(inputs)) {
    return new FitParity(inputs);
  }
  return inputs.width === 1 ? new FitLine(inputs, specification) : new FitPlane(inputs, specification);
}
