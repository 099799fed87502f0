// The bowl: the loss over one weight, or over two, and the ball that rolls down.
// Usage: views.append(new Bowl(store).element)
import { Paced } from '../api/paced.js';
import { surface } from '../api/service.js';
import { h } from '../page/element.js';
import { axisChoices } from './bowl-axes.js';
import { BowlLine } from './bowl-line.js';
import { BowlPlane } from './bowl-plane.js';
import { whereabouts } from './bowl-words.js';
import { empty, frame } from './view.js';

const ROLLING = 'The loss at each weight. A ball will roll down, one step at a time.';

export class Bowl {
  #store;
  #axes = h('select', { id: 'axes', 'aria-label': 'Over which weights', hidden: true, onchange: () => this.#want() });
  #frame = frame('bowl', 'The bowl', [this.#axes]);
  #drawing = null;
  #run = null;
  #paced = new Paced(() => this.#ask(), { shortest: 1000 });
  element = this.#frame.element;

  constructor(store) {
    this.#store = store;
    store.subscribe(({ run, position }) => {
      if (run !== this.#run || !run || run.points === 0) {
        this.#run = run;
        this.#drawing = null;
        this.#paced.forget();
        this.#axes.replaceChildren();
        empty(this.#frame.body, ROLLING);
        this.#frame.say('');
      }
      if (run?.points > 0) {
        this.#offer(run);
        this.#want();
      }
      if (this.#drawing) {
        this.#drawing.move(run, position);
        this.#frame.say(whereabouts(this.#drawing, run, position));
      }
    });
  }

  #offer(run) {
    if (this.#axes.options.length === 0) {
      const choices = axisChoices(run);
      this.#axes.hidden = choices.length === 1;
      this.#axes.replaceChildren(...choices.map(([value, text]) => h('option', { value }, text)));
    }
  }

  /** Requests the loss surface when a run starts, from time to time while it runs, when it has ended, and for other weights. */
  #want() {
    this.#paced.want([this.#run.id, this.#run.points, this.#run.ended, this.#axes.value].join());
  }

  async #ask() {
    const run = this.#run;
    const found = await surface(run.id, this.#axes.value);
    if (run === this.#run) {
      this.#show(found, run);
    }
  }

  #show(found, run) {
    if (!found || !(found.losses ?? found.rows.flat()).some((loss) => loss !== null)) {
      this.#drawing = null;
      empty(this.#frame.body, found ? 'The loss here is too large to represent.' : 'The server has no loss surface for this run.');
      return;
    }
    const Kind = found.y ? BowlPlane : BowlLine;
    if (!(this.#drawing instanceof Kind)) {
      this.#drawing = new Kind();
      this.#frame.body.replaceChildren(this.#drawing.element);
    }
    this.#drawing.surface(found, this.#store.state.ghost);
    this.#drawing.move(run, this.#store.state.position);
    this.#frame.say(whereabouts(this.#drawing, run, this.#store.state.position));
  }
}
