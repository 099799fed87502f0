// A layer over images or vectors: what it gets, what it gives, its kernels, and one element opened: a patch with its kernel,
// a window with its winner, or a normalized number.
// Usage: const images = new LayerImages((element) => ask(element)); place.append(images.element); images.show(opened, layer)
import { h } from '../../page/element.js';
import { NumberField } from '../../page/number-field.js';
import { short } from '../../page/tensor-text.js';
import { around } from '../network/heat.js';
import { LayerMap } from './map.js';
import { grid } from './numbers.js';
import { elementAt, flat, paint, pixelOf, planeOf, planes, windowIn } from './plane.js';

/** @import { Openable } from './layers-of.js' */

/** So many channels have a picture. */
const MOST_TILES = 16;

/** @param {number[]} shape */
export const shapeText = (shape) => shape.join('×');

export class LayerImages {
  #choose;
  #input = new LayerMap();
  #output;
  #tiles = h('div', { class: 'tiles', role: 'group', 'aria-label': 'Channels' });
  #place = h('div', { class: 'element-fields' });
  #equation = h('div', { class: 'equation' });
  /** @type {NumberField[]} */
  #fields = [];
  /** @type {Api.OpenedLayer | null} */
  #opened = null;
  element;

  /** @param {(element: number[]) => unknown} choose */
  constructor(choose) {
    this.#choose = choose;
    this.#output = new LayerMap((y, x) => {
      if (this.#opened) {
        const { shape, element } = this.#opened;
        choose(elementAt(shape, pixelOf(element).channel, y, x));
      }
    });
    this.element = h(
      'div',
      { class: 'layer-images' },
      h('div', { class: 'maps' }, this.#input.element, this.#output.element, this.#tiles),
      this.#place,
      this.#equation,
    );
  }

  /**
   * @param {Api.OpenedLayer} opened
   * @param {Openable} of
   */
  show(opened, of) {
    this.#opened = opened;
    const { maps } = opened;
    this.#input.element.hidden = !maps;
    this.#output.element.hidden = !maps;
    this.#tiles.hidden = !maps || planes(opened.shape) < 2;
    if (maps) {
      this.#maps(opened, maps, of);
    }
    this.#element(opened);
    this.#equation.replaceChildren(...equationOf(opened));
  }

  /**
   * @param {Api.OpenedLayer} opened
   * @param {Api.LayerMaps} maps
   * @param {Openable} of
   */
  #maps(opened, maps, { kind, layer }) {
    const { inputShape, shape, element, arithmetic } = opened;
    const { channel, y, x } = pixelOf(element);
    const group = arithmetic?.group ?? 0;
    const channels = planes(inputShape);
    const perGroup = kind === 'convolution' ? channels / Number(layer.groups ?? 1) : 1;
    const seen = kind === 'convolution' ? Math.floor(group * perGroup) : Math.min(channel, channels - 1);
    const input = planeOf(maps.input, inputShape, seen);
    const name = channels > 1 ? `input, channel ${seen + 1} of ${channels}` : `input ${shapeText(inputShape)}`;
    const window = sizeOf(opened, layer);
    const part = arithmetic?.from && window ? windowIn(input, arithmetic.from, window) : null;
    this.#input.show(name, input, around(flat(maps.input)), part);
    const output = planeOf(maps.output, shape, channel);
    const ends = around(flat(maps.output));
    const made = planes(shape) > 1 ? `map ${channel + 1} of ${planes(shape)}` : `output ${shapeText(shape)}`;
    this.#output.show(made, output, ends, {
      left: x / output.wide,
      top: y / output.high,
      width: 1 / output.wide,
      height: 1 / output.high,
    });
    this.#tile(opened, maps, ends);
  }

  /**
   * The channels of the output, each with its kernel and its map.
   *
   * @param {Api.OpenedLayer} opened
   * @param {Api.LayerMaps} maps
   * @param {import('../network/heat.js').Ends} ends
   */
  #tile({ shape, element }, maps, ends) {
    const count = Math.min(MOST_TILES, planes(shape));
    const { channel, y, x } = pixelOf(element);
    if (this.#tiles.childElementCount !== count) {
      this.#tiles.replaceChildren(
        ...Array.from({ length: count }, (_, i) =>
          h(
            'button',
            { type: 'button', class: 'tile', onclick: () => this.#pick(i) },
            maps.kernels ? h('canvas', { class: 'kernel', 'aria-hidden': 'true' }) : '',
            h('canvas', { class: 'feature', 'aria-hidden': 'true' }),
          ),
        ),
      );
    }
    const kernels = maps.kernels && /** @type {Api.Tensor[]} */ (maps.kernels);
    const kernelEnds = kernels ? around(flat(kernels)) : ends;
    for (const [i, tile] of [...this.#tiles.children].entries()) {
      tile.setAttribute(
        'aria-label',
        `Channel ${i + 1}, value ${short(valueAt(maps.output, elementAt(shape, i, y, x)))}`,
      );
      tile.setAttribute('aria-pressed', String(i === channel));
      const [kernel, feature] = kernels ? tile.children : [null, tile.children[0]];
      if (kernels && kernel) {
        const first = /** @type {any} */ (kernels[i])[0];
        const lines = Array.isArray(first) ? first : [first];
        paint(
          /** @type {HTMLCanvasElement} */ (kernel),
          planeOf(lines, [lines.length, lines[0].length], 0),
          kernelEnds,
        );
      }
      paint(/** @type {HTMLCanvasElement} */ (feature), planeOf(maps.output, shape, i), ends);
    }
  }

  /** @param {number} channel */
  #pick(channel) {
    if (this.#opened) {
      const { shape, element } = this.#opened;
      const { y, x } = pixelOf(element);
      this.#choose(elementAt(shape, channel, y, x));
    }
  }

  /**
   * The fields that choose an element, for the keyboard.
   *
   * @param {Api.OpenedLayer} opened
   */
  #element({ shape, element }) {
    const names = { 1: ['number'], 2: ['row', 'column'], 3: ['channel', 'row', 'column'] }[shape.length] ?? [];
    if (this.#fields.length !== names.length) {
      this.#fields = names.map(
        (name) =>
          new NumberField({ min: 0, class: 'row-number', 'aria-label': `Element: ${name}` }, () => this.#read()),
      );
      const labels = this.#fields.map((field, i) => h('label', {}, names[i], ' ', field.element));
      this.#place.replaceChildren('element ', ...labels);
    }
    for (const [i, field] of this.#fields.entries()) {
      field.element.max = String(shape[i] - 1);
      field.show(element[i]);
    }
  }

  #read() {
    const { shape } = /** @type {Api.OpenedLayer} */ (this.#opened);
    this.#choose(
      this.#fields.map((field, i) => Math.min(shape[i] - 1, Math.max(0, Math.round(field.element.valueAsNumber) || 0))),
    );
  }

  repaint() {
    this.#tiles.replaceChildren();
  }
}

/**
 * @param {Api.Tensor} value
 * @param {number[]} element
 * @returns {Api.Finite}
 */
const valueAt = (value, element) => element.reduce((/** @type {any} */ inner, index) => inner?.[index] ?? null, value);

/**
 * How far the window of a convolution or a pool reaches, with its dilation; null where there is none.
 *
 * @param {Api.OpenedLayer} opened
 * @param {Api.Layer} layer
 */
function sizeOf({ arithmetic }, { dilation }) {
  const kernel = arithmetic?.kernel ?? null;
  const window = kernel ? firstOf(kernel) : (arithmetic?.window ?? null);
  if (!Array.isArray(window)) {
    return null;
  }
  const size = Array.isArray(window[0]) ? [window.length, window[0].length] : [window.length];
  const gaps = [dilation ?? 1].flat().map(Number);
  return size.map((one, i) => (one - 1) * (gaps[i] ?? gaps[0]) + 1);
}

/** @param {Api.Tensor} kernel */
const firstOf = (kernel) => (Array.isArray(kernel) ? kernel[0] : kernel);

/**
 * Lines of numbers, of one dimension or two.
 *
 * @param {Api.Tensor | undefined} value
 * @returns {Api.Finite[][]}
 */
function linesOf(value) {
  const all = /** @type {any} */ (value ?? []);
  return Array.isArray(all[0]) ? all : [all];
}

/** @param {Api.OpenedLayer} opened */
function equationOf({ kind, arithmetic, inputShape, value }) {
  if (!arithmetic) {
    return [];
  }
  if (kind === 'convolution') {
    const { patch, kernel, products, sum, bias, weighted } = arithmetic;
    const many = Array.isArray(kernel) && kernel.length > 1 ? ` (channel 1 of ${kernel.length})` : '';
    return [
      grid(`patch${many}`, linesOf(firstOf(patch ?? null))),
      h('span', { class: 'sign' }, '×'),
      grid(`kernel${many}`, linesOf(firstOf(kernel ?? null))),
      h('span', { class: 'sign' }, '='),
      grid(`products${many}`, linesOf(firstOf(products ?? null))),
      h(
        'p',
        {},
        `their sum ${short(sum ?? null)}`,
        bias === null || bias === undefined ? '' : ` + bias ${short(bias)}`,
        weighted === value ? ` = ${short(value)}` : ` = ${short(weighted ?? null)} → ${short(value)}`,
      ),
    ];
  }
  if (kind === 'pooling') {
    const { window, winner, from, pool } = arithmetic;
    const [y, x] = (winner ?? []).slice(-2);
    const [fromY = 0, fromX = 0] = (from ?? []).slice(-2);
    return [
      grid(`window of ${shapeText(inputShape)}`, linesOf(window), winner ? [y - fromY, x - fromX] : null),
      h('span', { class: 'sign' }, '→'),
      h('p', {}, `${pool === 'max' ? 'the greatest' : 'the mean'}: ${short(value)}`),
    ];
  }
  const { input, mean, variance, normalized, scale, shift } = arithmetic;
  return [
    h(
      'p',
      {},
      mean === null ? `${short(input ?? null)} / √(${short(variance ?? null)} + ε)` : '',
      mean === null ? '' : `(${short(input ?? null)} − ${short(mean ?? null)}) / √(${short(variance ?? null)} + ε)`,
      ` = ${short(normalized ?? null)}`,
      scale === null || scale === undefined ? '' : `; × ${short(scale)}`,
      shift === null || shift === undefined ? '' : ` + ${short(shift)}`,
      ` = ${short(value)}`,
    ),
  ];
}
