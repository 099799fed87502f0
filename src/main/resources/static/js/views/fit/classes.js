// Counts of the predicted class by true class: on the diagonal the model is right. It uses the test rows, if there are
// any.
// Usage: const table = new FitClasses(inputs); place.append(table.element); table.show(outputs)
import { h } from '../../page/element.js';
import { when } from '../../page/format.js';

/**
 * @import { Outputs } from '../../network/outputs.js'
 * @import { Inputs } from './inputs.js'
 */

const MOST_ROWS = 300;

export class FitClasses {
  element = h('table', { class: 'classes' });

  /** @param {Inputs} inputs */
  constructor(inputs) {
    this.held = inputs.test.length > 0;
    this.points = (this.held ? inputs.test : inputs.training).slice(0, MOST_ROWS);
    this.rows = this.points.map(({ x }) => x);
    this.names = inputs.classes;
    this.target = inputs.target;
  }

  /** @param {Outputs} outputs */
  show(outputs) {
    const counts = this.names.map(() => this.names.map(() => 0));
    this.points.forEach(({ y }, row) => {
      counts[y][outputs.likeliest(row)]++;
    });
    this.right = counts.reduce((sum, row, i) => sum + row[i], 0);
    const most = Math.max(...counts.flat(), 1);
    this.element.replaceChildren(
      h('caption', { class: 'hidden' }, `Rows of each ${this.target} by prediction`),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'is, says'),
          this.names.map((name) => h('th', { scope: 'col' }, name)),
        ),
      ),
      h(
        'tbody',
        {},
        counts.map((row, i) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, this.names[i]),
            row.map((count, k) =>
              h('td', { class: `${i === k ? 'right' : 'wrong'} share-${Math.ceil((4 * count) / most)}` }, count || ''),
            ),
          ),
        ),
      ),
    );
  }

  /** @param {number} step */
  caption(step) {
    const which = this.held ? 'test rows' : 'training rows';
    return `${when(step)}: the model names the right ${this.target} for ${this.right} of ${this.rows.length} ${which}.`;
  }
}
