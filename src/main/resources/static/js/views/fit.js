// The fit: what the model makes of its data at the playhead. A line, a map of two inputs, or the text that it goes on with.
// Usage: views.append(new Fit(store).element)
import { data, predictions } from '../api/service.js';
import { h } from '../page/element.js';
import { FitLine } from './fit-line.js';
import { FitPlane } from './fit-plane.js';
import { inputsOf } from './fit-inputs.js';
import { empty, frame } from './view.js';

const WAITING = 'The model against its data: it will bend towards the points.';
const MOVE = 'The run keeps summaries of its many weights, so only the end can be drawn.';

export class Fit {
  #store;
  #frame = frame('fit', 'The fit');
  #run = null;
  #drawing = null;
  #asked = null;
  #busy = false;
  element = this.#frame.element;

  constructor(store) {
    this.#store = store;
    empty(this.#frame.body, WAITING);
    store.subscribe((state, changed) => {
      if (state.run !== this.#run) {
        this.#begin(state.run);
      } else if (changed.has('theme')) {
        this.#drawing?.repaint();
      }
      this.#follow();
    });
  }

  async #begin(run) {
    this.#run = run;
    this.#drawing = null;
    this.#asked = null;
    this.#frame.say('');
    empty(this.#frame.body, WAITING);
    if (!run) {
      return;
    }
    const found = await data(run.id).catch(() => null);
    if (run !== this.#run) {
      return;
    }
    const inputs = found && inputsOf(found);
    if (inputs && inputs.width <= 2) {
      this.#drawing = inputs.width === 1 ? new FitLine(inputs) : new FitPlane(inputs, run.specification);
      this.#frame.body.replaceChildren(this.#drawing.element);
      this.#follow();
    } else if (!run.specification.data.text) {
      empty(this.#frame.body, found ? `A row has ${inputs.width} inputs: too many for a picture. The curves tell how it goes.` : 'This server does not show the data of this run.');
    }
  }

  /** Asks for predictions with the weights at the playhead, one request at a time. */
  async #follow() {
    const { run, position } = this.#store.state;
    if (!run || this.#busy) {
      return;
    }
    if (run.specification.data.text) {
      this.#write(run);
      return;
    }
    const step = run.step(position);
    const wanted = run.summarized ? run.ended && 'end' : step;
    if (!this.#drawing || run.points === 0 || wanted === false || wanted === this.#asked) {
      return;
    }
    this.#busy = true;
    this.#asked = wanted;
    const body = { inputs: this.#drawing.grid };
    const found = await predictions(run.id, wanted === 'end' ? body : { ...body, step }).catch(() => null);
    this.#busy = false;
    if (run === this.#run && found) {
      this.#drawing.show(found);
      this.#frame.say(run.summarized ? MOVE : this.#drawing.caption(run.step(position)));
    } else if (run === this.#run) {
      this.#frame.say('The model cannot be asked at this step; the points are its data.');
    }
    this.#follow();
  }

  #write(run) {
    const sample = run.job?.result?.sample;
    if (sample) {
      this.#frame.body.replaceChildren(h('blockquote', { class: 'sample' }, sample));
      this.#frame.say('What the model goes on with, one character after the other.');
    } else {
      empty(this.#frame.body, run.ended ? 'The run has left no text.' : 'When it has learned, it will write here.');
    }
  }
}
