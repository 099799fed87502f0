// The bowl: the loss over one weight, or over two, and the ball that rolls down.
// Usage: views.append(new Bowl(store).element)
import { surface } from '../api/service.js';
import { h } from '../page/element.js';
import { number } from '../page/format.js';
import { BowlLine } from './bowl-line.js';
import { BowlPlane } from './bowl-plane.js';
import { empty, frame } from './view.js';

const AGAIN = 1000;

export class Bowl {
  #store;
  #axes = h('select', { id: 'axes', 'aria-label': 'Over which weights', hidden: true, onchange: () => this.#ask(true) });
  #frame = frame('bowl', 'The bowl', [this.#axes]);
  #drawing = null;
  #asked = { id: null, points: -1, at: 0, waiting: false };
  element = this.#frame.element;

  constructor(store) {
    this.#store = store;
    store.subscribe((state, changed) => {
      if (!state.run || state.run.points === 0) {
        this.#drawing = null;
        empty(this.#frame.body, 'The loss as a landscape: a ball will roll down it, one step at a time.');
        this.#frame.say('');
        return;
      }
      this.#ask(false);
      if (changed.has('theme')) {
        this.#drawing?.repaint();
      }
      if (this.#drawing) {
        this.#drawing.move(state.run, state.position);
        this.#describe(state);
      }
    });
  }

  /** Asks for the landscape when a run begins, now and then while it goes on, and when it has ended. */
  async #ask(anew) {
    const { run } = this.#store.state;
    const asked = this.#asked;
    const same = asked.id === run.id;
    const soon = same && performance.now() - asked.at < AGAIN && !run.ended;
    if (!anew && (asked.waiting || soon || (same && asked.points === run.points && asked.ended === run.ended))) {
      return;
    }
    if (!same) {
      this.#offer(run);
    }
    this.#asked = { id: run.id, points: run.points, ended: run.ended, at: performance.now(), waiting: true };
    const query = this.#axes.value ? Object.fromEntries(this.#axes.value.split(' ').map((name, i) => ['xy'[i], name])) : {};
    const found = await surface(run.id, query).catch(() => null);
    this.#asked.waiting = false;
    if (run === this.#store.state.run) {
      this.#show(found, run);
    }
  }

  #offer(run) {
    const names = [...run.weights.keys()].filter((name) => !name.includes(' ')).slice(0, 12);
    const pairs = names.slice(1).map((name) => `${names[0]} ${name}`);
    this.#axes.hidden = names.length < 2;
    this.#axes.replaceChildren(h('option', { value: '' }, names.length > 2 ? 'random directions' : 'both weights'),
      ...[...names, ...(names.length > 2 ? pairs : [])].map((value) => h('option', { value }, value.replace(' ', ' and '))));
  }

  #show(found, run) {
    if (!found) {
      this.#drawing = null;
      empty(this.#frame.body, run.ended ? 'The server does not show the loss of this run as a landscape.' : 'The landscape will be drawn when the run has ended.');
      return;
    }
    const Kind = found.y ? BowlPlane : BowlLine;
    if (!(this.#drawing instanceof Kind)) {
      this.#drawing = new Kind();
      this.#frame.body.replaceChildren(this.#drawing.element);
    }
    this.#drawing.surface(found, this.#store.state.ghost);
    this.#drawing.move(run, this.#store.state.position);
    this.#describe(this.#store.state);
  }

  #describe({ run, position }) {
    const { x, y, found } = this.#drawing;
    if (!run.weights.has(x)) {
      this.#frame.say(`The loss around the newest weights, along two random directions${found?.path ? '; the path is the run’s, seen from above' : ''}.`);
      return;
    }
    const where = [x, y].filter(Boolean).map((name) => `${name} = ${number(run.weight(name, position))}`).join(', ');
    const slope = run.every === 1 ? run.gradient(x, Math.floor(position) + 1) : null;
    if (position >= run.points) {
      this.#frame.say(`${run.ended ? 'After the last step' : 'Now'} the ball is at ${where}.`);
    } else if (y || slope === null || slope === undefined) {
      this.#frame.say(`The ball is at ${where}.`);
    } else {
      const downhill = slope < 0 ? 'downhill is to the right' : slope > 0 ? 'downhill is to the left' : 'the ground is level';
      this.#frame.say(`At ${where} the slope is ${number(slope)}: ${downhill}.`);
    }
  }
}
