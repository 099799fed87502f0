// A plane of numbers as a picture with a frame around a part of it; a click tells the pixel.
// Usage: const map = new LayerMap('input', (y, x) => choose(y, x)); map.show(plane, ends, {left: 0, top: 0, width: 0.5, height: 0.5})
import { h } from '../../page/element.js';
import { paint } from './plane.js';

/**
 * @import { Ends } from '../network/heat.js'
 * @import { Plane } from './plane.js'
 *
 * @typedef {{left: number, top: number, width: number, height: number}} Part in shares of the plane
 */

export class LayerMap {
  #canvas = h('canvas', { class: 'map-pixels', role: 'img' });
  #frame = h('i', { class: 'map-frame', 'aria-hidden': 'true' });
  #caption = h('figcaption', {});
  element;

  /** @param {(y: number, x: number) => unknown} [choose] */
  constructor(choose) {
    const place = h('div', { class: 'map-place' }, this.#canvas, this.#frame);
    this.element = h('figure', { class: 'layer-map' }, place, this.#caption);
    if (choose) {
      place.classList.add('can-choose');
      place.addEventListener('click', (event) => {
        const { left, top, width, height } = this.#canvas.getBoundingClientRect();
        const { width: wide, height: high } = this.#canvas;
        const [x, y] = [((event.clientX - left) / width) * wide, ((event.clientY - top) / height) * high];
        choose(Math.min(high - 1, Math.max(0, Math.floor(y))), Math.min(wide - 1, Math.max(0, Math.floor(x))));
      });
    }
  }

  /**
   * @param {string} caption
   * @param {Plane} plane
   * @param {Ends} ends
   * @param {Part | null} part
   */
  show(caption, plane, ends, part) {
    this.#caption.textContent = caption;
    this.#canvas.setAttribute('aria-label', caption);
    paint(this.#canvas, plane, ends);
    this.#frame.hidden = !part;
    for (const [side, share] of Object.entries(part ?? {})) {
      this.#frame.style.setProperty(side, `${(100 * share).toFixed(2)}%`);
    }
  }
}
