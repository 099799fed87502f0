// A small grid of numbers, such as the patch that a kernel sees, each on the colour of its size.
// Usage: place.append(grid('patch', [[[1, 2], [3, 4]]], [4, 4], [0, 1]))
import { h } from '../../page/element.js';
import { short } from '../../page/tensor-text.js';

/** More numbers than these are left out. */
const MOST_LINES = 8;

/**
 * @param {string} name
 * @param {Api.Finite[][]} lines
 * @param {[y: number, x: number] | null} [marked]
 */
export function grid(name, lines, marked = null) {
  const most = Math.max(1e-12, ...lines.flat().map((value) => Math.abs(value ?? 0)));
  const shown = lines.slice(0, MOST_LINES).map((line) => line.slice(0, MOST_LINES));
  const isPart = lines.length > MOST_LINES || lines[0]?.length > MOST_LINES;
  return h(
    'figure',
    { class: 'number-grid' },
    h(
      'table',
      {},
      h(
        'tbody',
        {},
        shown.map((line, y) =>
          h(
            'tr',
            {},
            line.map((value, x) =>
              h(
                'td',
                {
                  class: `${(value ?? 0) < 0 ? 'minus' : 'plus'}-${Math.round((4 * Math.abs(value ?? 0)) / most)}${
                    marked && marked[0] === y && marked[1] === x ? ' marked' : ''
                  }`,
                },
                value === null ? '–' : short(Number(value.toPrecision(3))),
              ),
            ),
          ),
        ),
      ),
    ),
    h('figcaption', {}, isPart ? `${name}, ${MOST_LINES} × ${MOST_LINES} at most` : name),
  );
}
