// The picture of a network: units by layer, each with what it gives over the inputs, and lines as wide as the weights.
// Usage: const picture = new Picture(columns, seen, {open}); body.append(picture.element); picture.draw(shown)
import { h, svg } from '../../page/element.js';
import { number } from '../../page/format.js';
import { short } from '../../page/tensor-text.js';
import { place } from './layout.js';
import { Links } from './links.js';

/**
 * @import { Weights } from '../../network/model.js'
 * @import { Column } from './layout.js'
 * @import { Seen } from './seen.js'
 *
 * @typedef {object} Shown
 * @property {Weights} weights
 * @property {Weights | null} gradients where lines show gradients
 * @property {(column: Column, unit: number) => boolean} isDead
 * @property {number | null} loss
 *
 * @typedef {(column: Column, unit: number, input: number | null) => unknown} Open opens a unit, and one of its weights
 */

const LEAST_SHARE = 1e-7;
const NEAR = 9;
const ROOM_FOR_TEXT = 36;
/** About how wide a letter below a column is. */
const LETTER = 6;

export class Picture {
  #columns;
  #seen;
  #open;
  #svg = svg('svg', { class: 'links', 'aria-hidden': 'true' });
  #links;
  /** @type {{button: HTMLButtonElement, canvas: HTMLCanvasElement, column: Column, unit: number}[]} */
  #units = [];
  #feet;
  #tip = h('div', { class: 'tip', hidden: true });
  #loss = h('div', { class: 'output-loss' });
  #side = 0;
  #wide = 0;
  #high = 0;
  /** @type {Shown | null} */
  #shown = null;
  /** Tells that there is another size to draw in. */
  resized = () => {};
  element;

  /**
   * @param {Column[]} columns
   * @param {Seen} seen
   * @param {Open} open
   */
  constructor(columns, seen, open) {
    this.#columns = columns;
    this.#seen = seen;
    this.#open = open;
    this.#links = new Links(this.#svg, columns);
    this.#feet = columns.map(() => h('div', { class: 'foot' }));
    this.element = h('div', { class: 'network-picture', role: 'group' }, this.#svg, this.#feet, this.#loss, this.#tip);
    this.element.addEventListener('keydown', (event) => this.#move(event));
    this.element.addEventListener('pointermove', (event) => this.#point(event));
    this.element.addEventListener('pointerleave', () => this.#unpoint());
    this.element.addEventListener('click', (event) => this.#choose(event));
    new ResizeObserver(([{ contentRect }]) => this.#resize(contentRect)).observe(this.element);
  }

  /** @param {{width: number, height: number}} size */
  #resize({ width, height }) {
    if (width < 10 || (Math.abs(width - this.#wide) < 1 && Math.abs(height - this.#high) < 1)) {
      return;
    }
    this.#wide = width;
    this.#high = height;
    const had = this.element.contains(document.activeElement) ? document.activeElement : null;
    const side = place(this.#columns, { wide: width, high: height });
    this.#svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.#side = side;
    this.#links.place(side);
    this.#placeUnits(side);
    this.#placeFeet(width / this.#columns.length);
    this.#labels();
    if (had && !had.isConnected) {
      this.#units[0]?.button.focus();
    }
    this.resized();
  }

  /** @param {number} side */
  #placeUnits(side) {
    const { pixels } = this.#seen;
    for (const { button } of this.#units) {
      button.remove();
    }
    this.#units = this.#columns.flatMap((column, at) => {
      if (column.kind === 'block') {
        return [];
      }
      return column.ys.map((y, unit) => {
        const canvas = h('canvas', { width: pixels.wide, height: pixels.high, 'aria-hidden': 'true' });
        const button = h(
          'button',
          {
            type: 'button',
            class: `unit${at === 0 ? ' input' : ''}`,
            tabindex: -1,
            'data-unit': `${column.layer}.${unit}`,
          },
          canvas,
        );
        button.style.width = `${side}px`;
        button.style.height = `${side}px`;
        button.style.left = `${column.x - side / 2}px`;
        button.style.top = `${y - side / 2}px`;
        return { button, canvas, column, unit };
      });
    });
    if (this.#units.length > 0) {
      this.#units[0].button.tabIndex = 0;
    }
    this.#feet[0].before(...this.#units.map(({ button }) => button));
  }

  /** @param {number} gap */
  #placeFeet(gap) {
    for (const [i, { x, kind }] of this.#columns.entries()) {
      const foot = this.#feet[i];
      foot.style.left = `${x - gap / 2}px`;
      foot.style.width = `${gap}px`;
      foot.classList.toggle('block', kind === 'block');
    }
  }

  /** The names under the columns, or in place of a block; a long name stands once below several columns that have it. */
  #labels() {
    const gap = this.#wide / this.#columns.length;
    for (const [i, { kind, names, shown, label }] of this.#columns.entries()) {
      const more = names.length - shown;
      const whole = i === 0 || names.length === 0 ? label : `${names.length} ${label}`.trim();
      const narrow = kind === 'units' && i > 0 && whole.length * LETTER > gap;
      const parts = narrow
        ? [h('span', {}, String(names.length)), h('span', { class: 'below' }, this.#isMiddle(i) ? label : '')]
        : [h('span', {}, whole)];
      const hidden = more > 0 ? [h('span', { class: 'more' }, narrow ? `+${more}` : `+${more} more`)] : [];
      this.#feet[i].replaceChildren(parts[0], ...hidden, ...parts.slice(1));
    }
  }

  /**
   * Whether a column is in the middle of those beside each other that have its label.
   *
   * @param {number} i
   */
  #isMiddle(i) {
    const { label } = this.#columns[i];
    let [from, to] = [i, i];
    while (from > 0 && this.#columns[from - 1].label === label) {
      from--;
    }
    while (to + 1 < this.#columns.length && this.#columns[to + 1].label === label) {
      to++;
    }
    return i === (from + to) >> 1;
  }

  /**
   * Draws the network with some weights.
   *
   * @param {Shown} shown
   */
  draw(shown) {
    this.#shown = shown;
    this.#links.draw(shown.gradients ?? shown.weights);
    this.#seen.look(shown.weights);
    for (const { button, canvas, column, unit } of this.#units) {
      this.#seen.paint(canvas, column, unit);
      this.#write(button, column, unit);
      button.classList.toggle('dead', column.layer >= 0 && shown.isDead(column, unit));
    }
    this.#bars(shown.gradients);
    this.#loss.textContent = shown.loss === null ? '' : `loss ${number(shown.loss)}`;
    if (!document.activeElement || this.element.contains(document.activeElement)) {
      this.#name(document.activeElement);
    }
  }

  /**
   * Writes what a unit gives for the chosen row, where there is no picture over the inputs and the unit is large enough.
   *
   * @param {HTMLButtonElement} button
   * @param {Column} column
   * @param {number} unit
   */
  #write(button, column, unit) {
    const values = this.#seen.dimensions === 0 && this.#side >= ROOM_FOR_TEXT ? this.#seen.values(column, unit) : null;
    if (values) {
      if (!button.lastElementChild?.matches('.value')) {
        button.append(h('span', { class: 'value' }, h('b')));
      }
      const place = button.querySelector('b');
      if (place) {
        place.textContent = number(values[0], 2);
      }
    }
  }

  /** The number that the widest line stands for. */
  get scale() {
    return this.#links.scale;
  }

  /** @param {Weights | null} gradients */
  #bars(gradients) {
    const norms = this.#columns.map(({ layer }) => {
      const gradient = gradients?.get(`${layer}.weight`);
      return gradient ? Math.hypot(...gradient) : null;
    });
    const most = Math.max(...norms.map((norm) => norm ?? 0));
    for (const [i, norm] of norms.entries()) {
      const foot = this.#feet[i];
      let bar = /** @type {HTMLElement | null} */ (foot.querySelector('.bar'));
      if (norm === null) {
        bar?.remove();
        continue;
      }
      if (!bar) {
        bar = h('span', { class: 'bar' }, h('i', {}), h('b', {}));
        foot.append(bar);
      }
      const share = most > 0 ? Math.max(0, 1 + Math.log10(Math.max(norm / most, LEAST_SHARE)) / 7) : 0;
      /** @type {HTMLElement} */ (bar.firstElementChild).style.width = `${(100 * share).toFixed(1)}%`;
      /** @type {HTMLElement} */ (bar.lastElementChild).textContent =
        norm < 0.01 ? norm.toExponential(0).replace('-', '−') : norm.toPrecision(2);
      bar.dataset.norm = String(norm);
    }
  }

  /** Names every unit, so that a screen reader says what it is and what leads to it. */
  name() {
    for (const { button } of this.#units) {
      this.#name(button);
    }
  }

  /** @param {Element | null} button */
  #name(button) {
    const found = this.#units.find((one) => one.button === button);
    if (!found || !this.#shown) {
      return;
    }
    const { column, unit } = found;
    const bias = this.#shown.weights.get(`${column.layer}.bias`)?.[unit];
    const where = column.layer < 0 ? `input ${column.names[unit]}` : `${column.names[unit]} of layer ${column.layer}`;
    const parts = [
      where,
      column.label && column.layer >= 0 ? column.label : '',
      bias === undefined ? '' : `bias ${short(bias)}`,
      found.button.classList.contains('dead') ? 'dead: 0 for every training row' : '',
    ];
    found.button.setAttribute('aria-label', parts.filter(Boolean).join(', '));
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    const now = this.#units.find(({ button }) => button === event.target);
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0;
    const down = { ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0;
    if (!now || (!sideways && !down)) {
      return;
    }
    event.preventDefault();
    const columns = this.#columns.filter(({ kind }) => kind !== 'block');
    const to = columns[columns.indexOf(now.column) + sideways];
    const unit = Math.min(now.unit + down, (to?.shown ?? 0) - 1);
    const next = this.#units.find((one) => one.column === to && one.unit === unit);
    if (next) {
      now.button.tabIndex = -1;
      next.button.tabIndex = 0;
      this.#name(next.button);
      next.button.focus();
    }
  }

  /** @param {MouseEvent} event */
  #at(event) {
    const { left, top } = this.element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const unit = /** @type {Element} */ (event.target).closest('.unit');
    const { x, y } = this.#at(event);
    const link = unit ? null : this.#links.nearest(x, y, NEAR);
    this.#links.light(link);
    this.#name(unit);
    const gradients = this.#shown?.gradients?.get(link?.parameter ?? '');
    const words = link
      ? [
          h('code', {}, link.name),
          ` = ${short(this.#shown?.weights.get(link.parameter)?.[link.index] ?? null)}`,
          gradients ? h('br') : '',
          gradients ? `gradient ${gradients[link.index].toPrecision(3).replaceAll('-', '−')}` : '',
        ]
      : [unit?.getAttribute('aria-label') ?? ''];
    this.#tip.hidden = !link && !unit;
    this.#tip.replaceChildren(...words);
    this.#tip.style.left = `${Math.min(x + 14, this.#wide - 150)}px`;
    this.#tip.style.top = `${Math.min(y + 14, this.#high - 40)}px`;
    this.element.classList.toggle('points', link !== null);
  }

  #unpoint() {
    this.#tip.hidden = true;
    this.#links.light(null);
  }

  /** @param {MouseEvent} event */
  #choose(event) {
    const button = /** @type {Element} */ (event.target).closest('.unit');
    const found = this.#units.find((one) => one.button === button);
    if (found) {
      this.#open(found.column, found.unit, null);
      return;
    }
    const { x, y } = this.#at(event);
    const link = this.#links.nearest(x, y, NEAR);
    if (link) {
      this.#open(link.to, link.unit, link.input);
    }
  }

  /**
   * Focuses a unit.
   *
   * @param {Column} column
   * @param {number} unit
   */
  focus(column, unit) {
    this.#units.find((one) => one.column === column && one.unit === unit)?.button.focus();
  }
}
