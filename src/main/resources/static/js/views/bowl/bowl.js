// The loss surface: the loss over one weight, or over two, and the ball that rolls down. The window follows the playhead.
// Usage: views.append(new Bowl(store).element)
import { h } from '../../page/element.js';
import { empty, fill, frame } from '../view.js';
import { axisChoices } from './axis-choices.js';
import { BowlLine } from './line.js';
import { othersOn, withOthers } from './others.js';
import { BowlPlane } from './plane.js';
import { Samples } from './samples.js';
import { Surfaces } from './surfaces.js';
import { trackOf } from './track.js';
import { Travel } from './travel.js';
import { whereabouts } from './words.js';
import { Zoom } from './zoom.js';

/**
 * @import { Run } from '../../run/run.js'
 * @import { Store } from '../../state/store.js'
 * @import { Ends } from '../chart/scale.js'
 * @import { Window } from './zoom.js'
 */

const ROLLING = 'The loss at each weight. A ball will roll down, one step at a time.';
const AHEAD = 4;
/** How often the surface of a running job is fetched again, in milliseconds. */
const SELDOM = 1500;

export class Bowl {
  #store;
  #axes = h('select', { id: 'axes', 'aria-label': 'Over which weights', hidden: true, onchange: () => this.#begin() });
  #frame = frame('bowl', 'Loss surface', [this.#axes]);
  #redraw = () => this.#draw();
  #line = new BowlLine(this.#redraw);
  #plane = new BowlPlane(this.#redraw);
  #travel = new Travel(this.#redraw);
  /** @type {Run | null} */
  #run = null;
  /** @type {Surfaces | null} */
  #surfaces = null;
  /** @type {Surfaces | null} those of fewer steps, until newer ones come */
  #older = null;
  #points = 0;
  /** The query of the surfaces that are there. */
  #query = '';
  #since = 0;
  /** @type {{whole: Api.LossSurface, zoom: Zoom, track: import('./track.js').Track, context: Window} | null} */
  #view = null;
  #samples = new Samples([]);
  element = this.#frame.element;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
    store.subscribe(({ run }) => {
      const seen = run && run.points > 0 ? run : null;
      if (run !== this.#run || !seen) {
        this.#run = run;
        this.#forget();
      }
      if (seen) {
        this.#offer(seen);
        this.#renew(seen);
        this.#draw();
      }
    });
  }

  #forget() {
    this.#surfaces = null;
    this.#older = null;
    this.#view = null;
    this.#axes.replaceChildren();
    empty(this.#frame.body, ROLLING);
    this.#frame.say('');
  }

  /** @param {Run} run */
  #offer(run) {
    if (this.#axes.options.length === 0) {
      const choices = axisChoices(run);
      this.#axes.hidden = choices.length === 1;
      this.#axes.replaceChildren(...choices.map(([value, text]) => h('option', { value }, text)));
    }
  }

  /** Other axes. */
  #begin() {
    this.#surfaces = null;
    this.#older = null;
    this.#view = null;
    if (this.#run) {
      this.#renew(this.#run);
    }
  }

  /**
   * Fetches the surface when a run starts, now and then while it runs, and when it has ended.
   *
   * @param {Run} run
   */
  #renew(run) {
    const due = run.points !== this.#points && (run.ended || performance.now() - this.#since > SELDOM);
    const query = withOthers(this.#axes.value, this.#store.state);
    if (this.#surfaces && !due && query === this.#query) {
      return;
    }
    this.#query = query;
    this.#older = this.#surfaces?.whole ? this.#surfaces : this.#older;
    this.#points = run.points;
    this.#since = performance.now();
    const surfaces = new Surfaces(run, query, () => {
      if (surfaces === this.#surfaces) {
        this.#came(run, surfaces);
      }
    });
    this.#surfaces = surfaces;
  }

  /**
   * @param {Run} run
   * @param {Surfaces} surfaces
   */
  #came(run, surfaces) {
    const { whole } = surfaces;
    if (!whole || !(whole.losses ?? whole.rows.flat()).some((loss) => loss !== null)) {
      this.#view = null;
      empty(
        this.#frame.body,
        whole ? 'The loss here is too large to represent.' : 'The server has no loss surface for this run.',
      );
      return;
    }
    this.#older = null;
    if (this.#view?.whole !== whole) {
      const track = trackOf(run, whole);
      const context = { x: ends(whole.x), y: whole.y && ends(whole.y) };
      this.#view = { whole, track, context, zoom: new Zoom(track, context) };
      const drawing = whole.y ? this.#plane : this.#line;
      drawing.x = whole.x.name;
      if (whole.y) {
        this.#plane.y = whole.y.name;
      }
      if (drawing.element !== this.#frame.body.firstChild) {
        this.#travel.arrive();
      }
      fill(this.#frame.body, drawing.element);
    }
    this.#samples = whole.y ? this.#samples : new Samples(surfaces.all);
    this.#draw();
  }

  #draw() {
    const { position, playing } = this.#store.state;
    const surfaces = this.#older ?? this.#surfaces;
    if (!this.#run || !this.#view || !surfaces) {
      return;
    }
    const { zoom, track, context, whole } = this.#view;
    const others = othersOn(this.#store.state, whole);
    const isShared = others.some(({ shade }) => shade > 0);
    surfaces.want(isShared ? [] : zoom.ahead(position, AHEAD).filter((window) => window !== context));
    const window = this.#travel.towards(isShared ? context : zoom.at(position), playing && position % 1 !== 0);
    if (whole.y) {
      /** @type {any} the axes say so */
      const planes = surfaces.all;
      this.#plane.show({ track, surfaces: planes, window, position, others });
    } else {
      this.#line.show({ run: this.#run, track, samples: this.#samples, window, position, others });
    }
    this.#frame.say(whereabouts(whole.y ? this.#plane : { x: this.#line.x }, this.#run, position));
  }
}

/**
 * @param {Api.Axis} axis
 * @returns {Ends}
 */
function ends({ values }) {
  return [values[0], values[values.length - 1]];
}
