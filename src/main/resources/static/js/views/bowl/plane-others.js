// The ways of other runs over a map of the loss: the whole way thin, up to the playhead's step strong, with a ball.
// Usage: const ways = new PlaneOthers(); drawing.append(ways.element); ways.show(others, {line, place})
import { svg } from '../../page/element.js';

/**
 * @import { Other } from './others.js'
 *
 * @typedef {(xs: Api.Finite[], ys: Api.Finite[], count: number) => string} Line
 * @typedef {(x: Api.Finite, y: Api.Finite) => [number, number] | null} Place
 */

export class PlaneOthers {
  element = svg('g', { class: 'others' });

  /**
   * @param {Other[]} others
   * @param {{line: Line, place: Place}} on
   */
  show(others, on) {
    this.element.replaceChildren(...others.map((other) => this.#way(other, on)));
  }

  /**
   * @param {Other} other
   * @param {{line: Line, place: Place}} on
   */
  #way({ shade, track: { x: xs, y: ys }, at }, { line, place }) {
    const group = svg('g', { class: `other pin-${shade}` });
    if (!ys) {
      return group;
    }
    group.append(svg('polyline', { class: 'whole', points: line(xs, ys, xs.length) }));
    const low = Math.floor(at ?? 0);
    const here = at === null ? null : place(xs[low], ys[low]);
    if (here && at !== null) {
      const next = place(xs[Math.ceil(at)], ys[Math.ceil(at)]) ?? here;
      const [cx, cy] = [0, 1].map((i) => here[i] + (at - low) * (next[i] - here[i]));
      group.append(
        svg('polyline', { class: 'gone', points: `${line(xs, ys, low + 1)} ${cx.toFixed(1)},${cy.toFixed(1)}` }),
        svg('circle', { cx, cy, r: 5.5 }),
      );
    }
    return group;
  }
}
