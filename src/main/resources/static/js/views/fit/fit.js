// The fit: what the model makes of its data at the playhead: a line, a map of two inputs, a table of classes, a text.
// Usage: views.append(new Fit(store).element)

import { Paced } from '../../api/paced.js';
import { data } from '../../api/service.js';
import { empty, frame } from '../view.js';
import { FitClasses } from './classes.js';
import { inputsOf } from './inputs.js';
import { FitLine } from './line.js';
import { FitParity } from './parity.js';
import { FitPlane } from './plane.js';
import { FitText } from './text.js';

/**
 * @import { Run } from '../../run/run.js'
 * @import { Store } from '../../state/store.js'
 *
 * @typedef {object} Drawing a picture of what the model makes of its data
 * @property {Element} element
 * @property {(id: string, step: number) => Promise<any>} ask requests what it shows; null where the server has none
 * @property {(found: any) => void} show
 * @property {(step: number) => string} caption
 * @property {() => void} [repaint]
 */

const WAITING = 'The model and its data: during training, the model bends towards the points.';

export class Fit {
  #store;
  #frame = frame('fit', 'The fit');
  /** @type {Run | null} */
  #run = null;
  /** @type {Drawing | null} */
  #drawing = null;
  #paced = new Paced((step) => this.#show(step));
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
      }
      this.#follow();
    });
  }

  /** @param {Run | null} run */
  async #begin(run) {
    this.#run = run;
    this.#drawing = null;
    this.#paced.forget();
    this.#frame.say('');
    empty(this.#frame.body, WAITING);
    if (!run) {
      return;
    }
    const found = await data(run.id).catch(() => null);
    if (run !== this.#run) {
      return;
    }
    this.#drawing = found && drawingOf(found, run.specification);
    if (this.#drawing) {
      this.#frame.body.replaceChildren(this.#drawing.element);
      this.#follow();
    } else {
      empty(this.#frame.body, 'The server does not have the data of this run.');
    }
  }

  /** Asks for what the model makes of its data with the weights at the playhead. */
  #follow() {
    const { run, position } = this.#store.state;
    if (run && this.#drawing && run.points > 0) {
      this.#paced.want(run.step(position));
    }
  }

  /** @param {number} step */
  async #show(step) {
    const run = this.#run;
    const drawing = this.#drawing;
    if (!run || !drawing) {
      return;
    }
    const found = await drawing.ask(run.id, step);
    if (run !== this.#run) {
      return;
    }
    if (found) {
      drawing.show(found);
    }
    this.#frame.say(
      found ? drawing.caption(step) : 'The server has no predictions for this step; the points are the data.',
    );
  }
}

/**
 * The picture that suits the data: a text, one input, two, or more of them with classes or with numbers.
 *
 * @param {Api.JobData} found
 * @param {Api.Resolved} specification
 * @returns {Drawing}
 */
function drawingOf(found, specification) {
  if (specification.data.text) {
    return new FitText();
  }
  const inputs = inputsOf(found);
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
