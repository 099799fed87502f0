// Points on a small chart, to add by a click, to drag, to delete; of two inputs with the class by its colour.
// Usage: const points = new PointsEditor({add: (spot, shade) => …, move: (i, spot) => …, remove: (i) => …});
//        points.show({names: ['x1', 'x2'], points: [{x, y, shade: 0}], classes: ['0', '1']})
import { h, svg } from '../../page/element.js';
import { number, tick } from '../../page/format.js';
import { pointScale, rounded } from './point-scale.js';

/**
 * @import { Spot } from './point-scale.js'
 * @typedef {Spot & {shade: number, test?: boolean}} EditedPoint
 * @typedef {{names: [string, string], points: EditedPoint[], classes: string[]}} EditedPoints without classes the
 * vertical axis is the target
 * @typedef {{add: (spot: Spot, shade: number) => unknown, move: (i: number, spot: Spot) => unknown,
 *   remove: (i: number) => unknown}} PointEvents
 */

const WIDE = 260;
const HIGH = 190;
const ROOM = 14;
/** A press that moves less than this adds or chooses a point and does not drag it. */
const STILL = 3;

export class PointsEditor {
  element = h('div', { class: 'points' });
  /** @type {EditedPoints} */
  #shown = { names: ['x', 'y'], points: [], classes: [] };
  #on;
  #shade = 0;
  #dots = svg('g', {});
  #labels = svg('g', { class: 'labels', 'aria-hidden': 'true' });
  #drawing = svg(
    'svg',
    { viewBox: `0 0 ${WIDE} ${HIGH}`, class: 'canvas', role: 'group', tabindex: -1 },
    svg('rect', { x: 0, y: 0, width: WIDE, height: HIGH, rx: 8 }),
    this.#labels,
    this.#dots,
  );
  #classes = h('div', { class: 'classes', role: 'group', 'aria-label': 'Class of new points' });
  #scale = pointScale([], [WIDE, HIGH], ROOM);
  /** @type {{i: number, from: Spot, moved: boolean} | null} the point that a press holds; -1 for none */
  #held = null;
  #chosen = -1;

  /** @param {PointEvents} on */
  constructor(on) {
    this.#on = on;
    this.element.append(
      this.#classes,
      this.#drawing,
      h('p', { class: 'hint' }, 'Click adds a point; drag moves it; Delete removes it.'),
    );
    this.#drawing.addEventListener('pointerdown', (event) => this.#press(event));
    // A pressed point is drawn anew, so that the browser would move the focus to the page.
    this.#drawing.addEventListener('mousedown', (event) => event.preventDefault());
    this.#drawing.addEventListener('pointermove', (event) => this.#drag(event));
    this.#drawing.addEventListener('pointerup', (event) => this.#release(event));
    this.#drawing.addEventListener('keydown', (event) => this.#keys(event));
  }

  /** @param {EditedPoints} shown */
  show(shown) {
    this.#shown = shown;
    this.#chosen = Math.min(this.#chosen, shown.points.length - 1);
    this.#shade = Math.min(this.#shade, Math.max(0, shown.classes.length - 1));
    if (!this.#held) {
      this.#scale = pointScale(shown.points, [WIDE, HIGH], ROOM);
    }
    this.#draw();
    this.#drawClasses();
  }

  #draw() {
    const { points, names, classes } = this.#shown;
    this.#dots.replaceChildren(
      ...points.map(({ x, y, shade, test }, i) =>
        svg('circle', {
          class: `dot class-${shade % 3}${test ? ' test' : ''}${i === this.#chosen ? ' chosen' : ''}`,
          cx: this.#scale.x.to(x).toFixed(1),
          cy: this.#scale.y.to(y).toFixed(1),
          r: points.length > 80 ? 3.5 : 5,
          'data-point': i,
        }),
      ),
    );
    this.#labels.replaceChildren(
      svg('text', { x: WIDE / 2, y: HIGH - 5, 'text-anchor': 'middle' }, names[0]),
      svg('text', { x: 6, y: HIGH / 2 }, names[1]),
      ...this.#ends(),
    );
    const what = classes.length > 0 ? 'points of own data by class' : 'points of own data';
    const { x, y } = points[this.#chosen] ?? {};
    const one =
      x === undefined || y === undefined ? '' : `; chosen: ${names[0]} ${number(x)}, ${names[1]} ${number(y)}`;
    this.#drawing.setAttribute('aria-label', `${points.length} ${what}${one}. The table has the same by keyboard.`);
  }

  /** The values at the ends of both axes. */
  #ends() {
    const { x, y } = this.#scale;
    /** @type {(axis: import('./point-scale.js').Axis, place: number) => string} */
    const text = (axis, place) => tick(Number(axis.from(place).toPrecision(2)));
    return [
      svg('text', { x: ROOM, y: HIGH - 5 }, text(x, ROOM)),
      svg('text', { x: WIDE - 4, y: HIGH - 5, 'text-anchor': 'end' }, text(x, WIDE - ROOM)),
      svg('text', { x: 6, y: ROOM }, text(y, ROOM)),
      svg('text', { x: 6, y: HIGH - 20 }, text(y, HIGH - ROOM)),
    ];
  }

  #drawClasses() {
    const { classes } = this.#shown;
    const focused = document.activeElement?.id;
    this.#classes.hidden = classes.length === 0;
    this.#classes.replaceChildren(
      ...classes.map((name, shade) =>
        h(
          'button',
          {
            type: 'button',
            id: `class-of-points-${shade}`,
            class: 'chip',
            'aria-pressed': String(shade === this.#shade),
            onclick: () => {
              this.#shade = shade;
              this.#drawClasses();
            },
          },
          svg(
            'svg',
            { viewBox: '0 0 10 10', class: 'swatch', 'aria-hidden': 'true' },
            svg('circle', { cx: 5, cy: 5, r: 5, class: `dot class-${shade % 3}` }),
          ),
          `class ${name}`,
        ),
      ),
    );
    if (focused?.startsWith('class-of-points-')) {
      document.getElementById(focused)?.focus();
    }
  }

  /**
   * The place of a press in the picture.
   *
   * @param {PointerEvent} event
   * @returns {Spot}
   */
  #spot({ clientX, clientY }) {
    const box = this.#drawing.getBoundingClientRect();
    return {
      x: ((clientX - box.left) / (box.width || WIDE)) * WIDE,
      y: ((clientY - box.top) / (box.height || HIGH)) * HIGH,
    };
  }

  /**
   * @param {Spot} spot
   * @returns {Spot} in the units of the data
   */
  #value({ x, y }) {
    const { x: across, y: up } = this.#scale;
    return { x: rounded(across.from(x), across.step), y: rounded(up.from(y), up.step) };
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (event.button !== 0) {
      return;
    }
    const dot = /** @type {Element} */ (event.target).closest('[data-point]');
    const i = dot ? Number(dot.getAttribute('data-point')) : -1;
    this.#held = { i, from: this.#spot(event), moved: false };
    this.#chosen = i;
    this.#drawing.focus({ preventScroll: true });
    this.#drawing.setPointerCapture?.(event.pointerId);
    this.#draw();
  }

  /** @param {PointerEvent} event */
  #drag(event) {
    const held = this.#held;
    if (!held || held.i < 0) {
      return;
    }
    const { x, y } = this.#spot(event);
    held.moved ||= Math.hypot(x - held.from.x, y - held.from.y) > STILL;
    if (held.moved) {
      this.#on.move(held.i, this.#value({ x, y }));
    }
  }

  /** @param {PointerEvent} event */
  #release(event) {
    const held = this.#held;
    this.#held = null;
    const spot = this.#spot(event);
    this.#drawing.focus({ preventScroll: true });
    if (held && held.i < 0 && Math.hypot(spot.x - held.from.x, spot.y - held.from.y) <= STILL) {
      this.#chosen = this.#shown.points.length;
      this.#on.add(this.#value(spot), this.#shade);
    }
  }

  /** @param {KeyboardEvent} event */
  #keys(event) {
    if ((event.key === 'Delete' || event.key === 'Backspace') && this.#chosen >= 0) {
      event.preventDefault();
      this.#on.remove(this.#chosen);
    }
  }
}
