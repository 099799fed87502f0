// The loss over one weight: the ball, the tangent with its slope, and the jumps of the run as arcs.
// Usage: const line = new BowlLine(redraw); line.show({run, track, samples, window, position, others})
import { set, svg } from '../../page/element.js';
import { number } from '../../page/format.js';
import { axes, roomBeside } from '../chart/axes.js';
import { scale } from '../chart/scale.js';
import { Sized } from '../chart/sized.js';
import { plain, ruler } from './ruler.js';
import { slopeAt } from './words.js';

/**
 * @import { Run } from '../../run/run.js'
 * @import { Scale } from '../chart/scale.js'
 * @import { Other } from './others.js'
 * @import { Samples } from './samples.js'
 * @import { Track } from './track.js'
 * @import { Window } from './zoom.js'
 *
 * @typedef {object} Scene
 * @property {Run} run
 * @property {Track} track
 * @property {Samples} samples
 * @property {Window} window
 * @property {number} position
 * @property {Other[]} others
 */

const ROOM = { right: 12, top: 24, bottom: 38 };
const RADIUS = 9;
const TANGENT = 70;
/** Half the width of a letter of the label, and how far from the ball it stands. */
const LABEL = 3.9;
const ALONG = 44;
/** So many earlier jumps are drawn. */
const JUMPS = 40;
/** So many weights of another run have a dot each. */
const MOST_DOTS = 200;
const HIGHEST = 90;

export class BowlLine {
  #axes = svg('g', { class: 'axes' });
  #ground = svg('path', { class: 'ground' });
  #curve = svg('path', { class: 'slope' });
  #others = svg('g', { class: 'others' });
  #jumps = svg('g', { class: 'jumps' });
  #tangent = svg('line', { class: 'tangent' });
  #label = svg('text', { class: 'slope-label middle' });
  #ball = svg('circle', { class: 'ball', r: RADIUS });
  #clip = `line-${Math.random().toString(36).slice(2)}`;
  #frame = svg('rect', {});
  #sized;
  #left = 48;
  x = '';
  /** @type {Scale} */
  #toX = scale([0, 1], [0, 1]);
  /** @type {Scale} */
  #toY = scale([0, 1], [0, 1]);
  element = svg(
    'svg',
    { role: 'img', class: 'drawing' },
    svg('clipPath', { id: this.#clip }, this.#frame),
    this.#axes,
    svg(
      'g',
      { 'clip-path': `url(#${this.#clip})` },
      this.#ground,
      this.#curve,
      this.#others,
      this.#jumps,
      this.#tangent,
    ),
    this.#ball,
    this.#label,
  );

  /** @param {() => unknown} redraw */
  constructor(redraw) {
    this.#sized = new Sized(this.element, redraw);
  }

  /** @param {Scene} scene */
  show(scene) {
    this.#surface(scene);
    this.#move(scene);
  }

  /** @param {Scene} scene */
  #surface({ samples, window: { x: ends }, others }) {
    const { width, height } = this.#sized;
    const shown = samples.within(...ends);
    const losses = shown.map(([, loss]) => loss);
    const [low, high] = [Math.min(...losses), Math.max(...losses)];
    const bottom = low >= 0 && low < high / 2 ? 0 : low - 0.06 * (high - low);
    const top = high > bottom ? high : bottom + 1;
    const rule = ruler('loss', [bottom, top], (value) => this.#toY(value));
    this.#left = roomBeside(rule.ends);
    this.#toX = scale(ends, [this.#left, width - ROOM.right]);
    this.#toY = scale([bottom, top], [height - ROOM.bottom, ROOM.top]);
    const path = shown.map(([x, loss]) => `${this.#toX(x).toFixed(1)} ${this.#toY(loss).toFixed(1)}`).join('L');
    const [left, right, floor] = [this.#left, width - ROOM.right, height - ROOM.bottom];
    set(this.#frame, { x: left, y: 0, width: Math.max(0, right - left), height: floor });
    set(this.#curve, { d: `M${path}` });
    set(this.#ground, { d: `M${path}L${right} ${floor}L${left} ${floor}Z` });
    this.#axes.replaceChildren(
      ...axes({ wide: width, high: height, room: { ...ROOM, left: this.#left } }, ruler(this.x, ends, this.#toX), rule),
    );
    this.#others.replaceChildren(...others.map((other) => this.#other(other, samples, ends)));
  }

  /**
   * @param {Api.Finite} x
   * @param {[from: number, to: number]} ends
   * @returns {x is number}
   */
  #isInside(x, [from, to]) {
    return x !== null && x >= from && x <= to;
  }

  /**
   * Another run: a dot at each of its weights, and a ball where it stands at the playhead's step.
   *
   * @param {Other} other
   * @param {Samples} samples
   * @param {[from: number, to: number]} ends
   */
  #other({ shade, track, at }, samples, ends) {
    const group = svg('g', { class: `other pin-${shade}` });
    const now = at === null ? null : (track.x[Math.floor(at)] ?? null);
    const places = track.x.slice(0, MOST_DOTS).filter((x) => this.#isInside(x, ends));
    group.append(...places.map((x) => this.#dot(x, samples, 'dot', 3.5)));
    if (this.#isInside(now, ends)) {
      group.append(this.#dot(now, samples, 'now', 6));
    }
    return group;
  }

  /**
   * @param {number} x
   * @param {Samples} samples
   * @param {string} kind
   * @param {number} r
   */
  #dot(x, samples, kind, r) {
    return svg('circle', { class: kind, cx: this.#toX(x), cy: this.#toY(samples.at(x)), r });
  }

  /** @param {Scene} scene */
  #move({ run, track, samples, window: { x: ends }, position }) {
    const at = Math.floor(position);
    const here = track.x[at];
    const there = track.x[at + 1] ?? here;
    if (typeof here !== 'number') {
      return;
    }
    const next = typeof there === 'number' ? there : here;
    this.#jumps.replaceChildren(
      ...Array.from({ length: Math.min(JUMPS, at) }, (_, i) =>
        this.#arc(track.x[at - i - 1], track.x[at - i], samples, ends, i),
      ).filter((arc) => arc !== null),
      ...[at < track.x.length - 1 ? this.#arc(here, next, samples, ends, -1) : null].filter((arc) => arc !== null),
    );
    this.#slope(run, here, next, samples, at);
    const share = position - at;
    const arc = this.#bend(here, next, samples);
    const [x, y] = share === 0 ? arc.from : arc.at(share);
    set(this.#ball, { cx: x, cy: y - (share === 0 ? RADIUS : 0) });
    const now = here + share * (next - here);
    set(this.element, { 'aria-label': `Loss over ${this.x}; the ball is at ${this.x} = ${number(now)}` });
  }

  /**
   * The way through the air from one weight to the next.
   *
   * @param {number} from
   * @param {number} to
   * @param {Samples} samples
   */
  #bend(from, to, samples) {
    /** @type {(x: number) => [number, number]} */
    const place = (x) => [this.#toX(x), this.#toY(samples.at(x))];
    const [a, b] = [place(from), place(to)];
    const lift = Math.min(HIGHEST, 0.35 * Math.hypot(b[0] - a[0], b[1] - a[1]) + 6);
    const [mx, my] = [(a[0] + b[0]) / 2, Math.max(-20, Math.min(a[1], b[1]) - lift)];
    return {
      from: a,
      to: b,
      middle: [mx, my],
      /**
       * @param {number} t
       * @returns {[number, number]}
       */
      at: (t) => [
        (1 - t) ** 2 * a[0] + 2 * t * (1 - t) * mx + t ** 2 * b[0],
        (1 - t) ** 2 * (a[1] - RADIUS) + 2 * t * (1 - t) * my + t ** 2 * (b[1] - RADIUS),
      ],
    };
  }

  /**
   * @param {Api.Finite} from
   * @param {Api.Finite} to
   * @param {Samples} samples
   * @param {[from: number, to: number]} ends
   * @param {number} age how many jumps ago it was; -1 for the one that comes
   */
  #arc(from, to, samples, ends, age) {
    if (from === null || to === null || (!this.#isInside(from, ends) && !this.#isInside(to, ends))) {
      return null;
    }
    const { from: a, middle, to: b } = this.#bend(from, to, samples);
    const [d1, d2, d3] = [a, middle, b].map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`);
    const group = svg(
      'g',
      { class: age < 0 ? 'jump next' : 'jump' },
      svg('path', { d: `M${d1}Q${d2} ${d3}` }),
      svg('circle', { cx: a[0], cy: a[1], r: 3.5 }),
    );
    group.style.opacity = String(age < 0 ? 0.9 : Math.max(0.15, 0.8 - age * 0.08));
    return group;
  }

  /**
   * The tangent, with the slope that the run computed where it says so.
   *
   * @param {Run} run
   * @param {number} here
   * @param {number} next
   * @param {Samples} samples
   * @param {number} at
   */
  #slope(run, here, next, samples, at) {
    const [cx, cy] = [this.#toX(here), this.#toY(samples.at(here))];
    const gap = Math.abs(this.#toX(1) - this.#toX(0)) || 1;
    const step = 4 / gap;
    const up = this.#toY(samples.at(here + step)) - this.#toY(samples.at(here - step));
    const rise = up / (this.#toX(here + step) - this.#toX(here - step));
    const half = TANGENT / Math.hypot(1, rise);
    set(this.#tangent, { x1: cx - half, y1: cy - half * rise, x2: cx + half, y2: cy + half * rise });
    const slope = slopeAt(run, this.x, at);
    const { width, height } = this.#sized;
    if (slope === null) {
      this.#label.textContent = '';
      return;
    }
    const text = `slope ${plain(slope)}`;
    const reach = LABEL * text.length;
    this.#label.textContent = text;
    const uphill = rise === 0 ? (next >= here ? -1 : 1) : Math.sign(-rise);
    const x = cx + uphill * Math.min(half, ALONG);
    const y = cy + uphill * Math.min(half, ALONG) * rise;
    set(this.#label, {
      x: Math.min(width - ROOM.right - reach, Math.max(this.#left + reach, x + uphill * 14)),
      y: Math.min(height - ROOM.bottom - 8, Math.max(ROOM.top + 4, y - 14)),
    });
  }
}
