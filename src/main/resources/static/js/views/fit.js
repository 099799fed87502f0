// The fit: what the model makes of its data at the playhead. A line, a map of two inputs, or the text that it goes on with.
// Usage: views.append(new Fit(store).element)
import { data, predictions } from '../api/service.js';
import { Paced } from '../api/paced.js';
import { h } from '../page/element.js';
import { FitLine } from './fit-line.js';
import { FitPlane } from './fit-plane.js';
import { inputsOf } from './fit-inputs.js';
import { empty, frame } from './view.js';

const WAITING = 'The model against its data: it will bend towards the points.';
const END = 'end';
const SUMMARIES = 'The run keeps summaries of its many weights, so only the end can be drawn.';

export class Fit {
  #store;
  #frame = frame('fit', 'The fit');
  #run = null;
  #drawing = null;
  #paced = new Paced((step) => this.#predict(step));
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
    const inputs = found && inputsOf(found);
    if (inputs && inputs.width <= 2) {
      this.#drawing = inputs.width === 1 ? new FitLine(inputs) : new FitPlane(inputs, run.specification);
      this.#frame.body.replaceChildren(this.#drawing.element);
      this.#follow();
    } else if (!run.specification.data.text) {
      empty(this.#frame.body, found ? `A row has ${inputs.width} inputs: too many for a picture. The curves tell how it goes.` : 'This server does not show the data of this run.');
    }
  }

  /** Asks for predictions with the weights at the playhead, or with the last where no others are kept. */
  #follow() {
    const { run, position } = this.#store.state;
    if (run?.specification.data.text) {
      this.#write(run);
    } else if (run && this.#drawing && run.points > 0 && (run.ended || !run.summarized)) {
      this.#paced.want(run.summarized ? END : run.step(position));
    }
  }

  async #predict(step) {
    const run = this.#run;
    const drawing = this.#drawing;
    const inputs = drawing.grid;
    const found = await predictions(run.id, step === END ? { inputs } : { inputs, step }).catch(() => null);
    if (run !== this.#run) {
      return;
    }
    if (found) {
      drawing.show(found);
    }
    this.#frame.say(!found ? 'The model cannot be asked at this step; the points are its data.' : step === END ? SUMMARIES : drawing.caption(step));
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
