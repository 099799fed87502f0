// The bowl: the loss over one weight, or over two, and the ball that rolls down.
// Usage: views.append(new Bowl(store).element)
import { Paced } from '../../api/paced.js';
import { surface } from '../../api/service.js';
import { h } from '../../page/element.js';
import { empty, frame } from '../view.js';
import { axisChoices } from './axis-choices.js';
import { BowlLine } from './line.js';
import { BowlPlane } from './plane.js';
import { whereabouts } from './words.js';

/**
 * @import { Run } from '../../run/run.js'
 * @import { Store } from '../../state/store.js'
 */

const ROLLING = 'The loss at each weight. A ball will roll down, one step at a time.';

export class Bowl {
  #store;
  #axes = h('select', { id: 'axes', 'aria-label': 'Over which weights', hidden: true, onchange: () => this.#want() });
  #frame = frame('bowl', 'The bowl', [this.#axes]);
  /** @type {BowlLine | BowlPlane | null} */
  #drawing = null;
  /** @type {Run | null} */
  #run = null;
  #paced = new Paced(() => this.#ask(), { shortest: 1000 });
  element = this.#frame.element;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
    store.subscribe(({ run, position }) => {
      const seen = run && run.points > 0 ? run : null;
      if (run !== this.#run || !seen) {
        this.#run = run;
        this.#drawing = null;
        this.#paced.forget();
        this.#axes.replaceChildren();
        empty(this.#frame.body, ROLLING);
        this.#frame.say('');
      }
      if (seen) {
        this.#offer(seen);
        this.#want();
        this.#drawing?.move(seen, position);
        this.#say(seen, position);
      }
    });
  }

  /** @param {Run} run */
  #offer(run) {
    if (this.#axes.options.length === 0) {
      const choices = axisChoices(run);
      this.#axes.hidden = choices.length === 1;
      this.#axes.replaceChildren(...choices.map(([value, text]) => h('option', { value }, text)));
    }
  }

  /**
   * Requests the loss surface when a run starts, now and then while it runs, when it has ended, and for other
   * weights.
   */
  #want() {
    const run = this.#run;
    if (run) {
      this.#paced.want([run.id, run.points, run.ended, this.#axes.value].join());
    }
  }

  async #ask() {
    const run = this.#run;
    const found = run && (await surface(run.id, this.#axes.value));
    if (run && run === this.#run) {
      this.#show(found, run);
    }
  }

  /**
   * @param {Api.LossSurface | null} found
   * @param {Run} run
   */
  #show(found, run) {
    if (!found || !(found.losses ?? found.rows.flat()).some((loss) => loss !== null)) {
      this.#drawing = null;
      empty(
        this.#frame.body,
        found ? 'The loss here is too large to represent.' : 'The server has no loss surface for this run.',
      );
      return;
    }
    const { ghost, position } = this.#store.state;
    const drawing = this.#drawingOf(found, ghost);
    if (drawing !== this.#drawing) {
      this.#drawing = drawing;
      this.#frame.body.replaceChildren(drawing.element);
    }
    drawing.move(run, position);
    this.#say(run, position);
  }

  /**
   * Returns the drawing of a surface; it is the one that is there, if that is of the same kind.
   *
   * @param {Api.LossSurface} found
   * @param {Run | null} ghost
   */
  #drawingOf(found, ghost) {
    if (found.y) {
      const plane = this.#drawing instanceof BowlPlane ? this.#drawing : new BowlPlane();
      plane.surface(found, ghost);
      return plane;
    }
    const line = this.#drawing instanceof BowlLine ? this.#drawing : new BowlLine();
    line.surface(found, ghost);
    return line;
  }

  /**
   * @param {Run} run
   * @param {number} position
   */
  #say(run, position) {
    if (this.#drawing) {
      this.#frame.say(whereabouts(this.#drawing, run, position));
    }
  }
}
