// Where the playhead stands, in numbers: each is a data element with its exact value.
// Usage: const readout = new Readout(run); place.append(readout.element); readout.show(3)
import { h } from '../js/page/element.js';
import { exact } from '../js/page/format.js';

/** @import { Replay } from './capsule.js' */

/**
 * @param {string} name
 * @param {(Node | string)[]} value
 * @param {string} [label]
 */
const entry = (name, value, label = name) => h('div', { 'data-name': name }, h('dt', {}, label), h('dd', {}, ...value));

export class Readout {
  #run;
  element = h('dl', { class: 'numbers' });

  /** @param {Replay} run */
  constructor(run) {
    this.#run = run;
  }

  /** @param {number} position */
  show(position) {
    const { steps, losses, weights, from, planned } = this.#run;
    const at = Math.floor(position);
    const step = at === 0 ? from : steps[at - 1];
    const isBefore = at === 0 && steps[0] === from + 1;
    const loss = isBefore ? losses[0] : losses[at - 1];
    this.element.replaceChildren(
      entry('step', [h('data', { value: step }, String(step)), ` of ${planned}`]),
      entry(
        'loss',
        [exact(Number.isNaN(loss) ? undefined : loss)],
        isBefore ? `loss before step ${steps[0]}` : 'loss before this step',
      ),
      ...weights.map(({ name, initial, values }) => entry(name, [exact(at === 0 ? initial : values[at - 1])])),
    );
  }
}
