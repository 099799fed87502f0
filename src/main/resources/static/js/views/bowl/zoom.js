// Which part of the loss surface is shown: so much of it that the next jump of the run can be seen, and not more.
// Usage: const zoom = new Zoom(track, context); zoom.at(2.5) → {x: [−0.4, 3.5], y: null}

/**
 * @import { Ends } from '../chart/scale.js'
 * @import { Track } from './track.js'
 *
 * @typedef {{x: Ends, y: Ends | null}} Window
 */

/** A new window holds so large a part of the run that is to come, if its jumps can be seen in that. */
const HORIZON = 1 / 8;
/** The whole surface is shown again if a jump takes so many times the least share of it. */
const AMPLE = 5;
const MARGIN = 0.18;
const INNER = 0.05;
const FINEST = 1e-9;

/**
 * The least share of the window that a jump has to take: the fewer steps a run has, the longer each is looked at.
 *
 * @param {number} jumps
 */
export function leastShare(jumps) {
  return Math.min(0.05, Math.max(0.004, 0.6 / Math.max(1, jumps)));
}

/** @param {Ends} ends */
const width = ([from, to]) => to - from;

/** @param {Ends} ends */
const middle = ([from, to]) => (from + to) / 2;

/**
 * @param {Window} a
 * @param {Window} b
 * @param {number} share from 0 for a to 1 for b; in between widths grow or shrink evenly
 * @returns {Window} it holds whatever both hold
 */
export function between(a, b, share) {
  if (a === b || share <= 0) {
    return a;
  }
  if (share >= 1) {
    return b;
  }
  /** @type {(one: Ends, other: Ends) => Ends} */
  const ends = (one, other) => {
    const [low, high] = [width(one), width(other)];
    const now = low * (high / low) ** share;
    const t = Math.abs(high - low) < FINEST * low ? share : (now - low) / (high - low);
    return [one[0] + t * (other[0] - one[0]), one[1] + t * (other[1] - one[1])];
  };
  return { x: ends(a.x, b.x), y: a.y && b.y ? ends(a.y, b.y) : null };
}

export class Zoom {
  #track;
  #context;
  #least;
  /** @type {Window[]} */
  #windows = [];

  /**
   * @param {Track} track
   * @param {Window} context the whole surface
   */
  constructor(track, context) {
    this.#track = track;
    this.#context = context;
    this.#least = leastShare(track.x.length - 1);
  }

  /**
   * The window at a position; it depends on the run alone, not on the way that the playhead took.
   *
   * @param {number} position
   */
  at(position) {
    const low = Math.floor(position);
    return between(this.whole(low), this.whole(Math.ceil(position)), position - low);
  }

  /** @param {number} position a whole one */
  whole(position) {
    const last = Math.min(position, this.#track.x.length - 1);
    while (this.#windows.length <= last) {
      this.#windows.push(this.#next(this.#windows.at(-1) ?? this.#context, this.#windows.length));
    }
    return this.#windows[Math.max(0, last)] ?? this.#context;
  }

  /**
   * The next windows that differ, for what will be needed soon.
   *
   * @param {number} position
   * @param {number} count
   */
  ahead(position, count) {
    /** @type {Window[]} */
    const found = [];
    const last = Math.min(this.#track.x.length - 1, Math.floor(position) + 200);
    for (let at = Math.floor(position); at <= last && found.length < count; at++) {
      const window = this.whole(at);
      if (!found.includes(window)) {
        found.push(window);
      }
    }
    return found;
  }

  /**
   * Keeps the window while the jumps around a position are inside and can be seen.
   *
   * @param {Window} before
   * @param {number} at
   */
  #next(before, at) {
    const box = this.#box(at, 1);
    const jump = box && this.#jump(at);
    if (!box || !jump) {
      return before;
    }
    const inContext = this.#holds(this.#context, box, 0) ? this.#share(this.#context, jump) : 0;
    if (before !== this.#context && inContext >= AMPLE * this.#least) {
      return this.#context;
    }
    if (this.#holds(before, box, INNER) && this.#share(before, jump) >= this.#least) {
      return before;
    }
    return this.#far(at, box, jump);
  }

  /**
   * Where the run was, is, and will be.
   *
   * @param {number} at
   * @param {number} ahead how many steps
   * @returns {Window | null} null where it is not finite
   */
  #box(at, ahead) {
    const { x, y } = this.#track;
    /** @type {(values: Api.Finite[]) => Ends | null} */
    const span = (values) => {
      const near = values.slice(Math.max(0, at - 1), at + ahead + 1).filter((value) => value !== null);
      return near.length > 0 ? [Math.min(...near), Math.max(...near)] : null;
    };
    const across = span(x);
    const upwards = y && span(y);
    return across === null || (y && !upwards) ? null : { x: across, y: upwards };
  }

  /**
   * How far the next jump goes along each axis; after the last step, how far the last one went.
   *
   * @param {number} at
   * @returns {[number, number] | null} null where it does not move
   */
  #jump(at) {
    const { x, y } = this.#track;
    const from = at + 1 < x.length ? at : at - 1;
    /** @param {Api.Finite[] | null} values */
    const length = (values) => Math.abs((values?.[from + 1] ?? 0) - (values?.[from] ?? 0));
    const [across, upwards] = [length(x), length(y)];
    return Number.isFinite(across + upwards) && across + upwards > 0 ? [across, upwards] : null;
  }

  /**
   * @param {Window} window
   * @param {Window} box
   * @param {number} margin
   */
  #holds(window, box, margin) {
    /** @type {(outer: Ends | null, inner: Ends | null) => boolean} */
    const inside = (outer, inner) =>
      !outer ||
      !inner ||
      (inner[0] >= outer[0] + margin * width(outer) && inner[1] <= outer[1] - margin * width(outer));
    return inside(window.x, box.x) && inside(window.y, box.y);
  }

  /**
   * @param {Window} window
   * @param {[number, number]} jump
   */
  #share(window, [across, upwards]) {
    return Math.max(across / width(window.x), window.y ? upwards / width(window.y) : 0);
  }

  /**
   * A window around as many of the next jumps as leave this one visible.
   *
   * @param {number} at
   * @param {Window} box
   * @param {[number, number]} jump
   */
  #far(at, box, jump) {
    for (let ahead = Math.round(HORIZON * this.#track.x.length); ahead > 1; ahead >>= 1) {
      const wider = this.#around(this.#box(at, ahead) ?? box);
      if (this.#share(wider, jump) >= 2 * this.#least) {
        return wider;
      }
    }
    return this.#around(box);
  }

  /**
   * A window around some places, of the shape of the whole surface.
   *
   * @param {Window} box
   * @returns {Window}
   */
  #around(box) {
    const { x, y } = this.#context;
    const share = Math.max(width(box.x) / width(x), box.y && y ? width(box.y) / width(y) : 0) * (1 + 2 * MARGIN);
    /** @type {(inner: Ends, outer: Ends) => Ends} */
    const ends = (inner, outer) => {
      const half = Math.max((share * width(outer)) / 2, FINEST * Math.max(Number.MIN_VALUE, Math.abs(middle(inner))));
      return [middle(inner) - half, middle(inner) + half];
    };
    return { x: ends(box.x, x), y: box.y && y ? ends(box.y, y) : null };
  }
}
