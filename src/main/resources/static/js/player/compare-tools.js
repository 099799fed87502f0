// What compares runs: pin the run, go on from the playhead, race the optimizers; and the chips of the pinned runs.
// Usage: const tools = new CompareTools({pins, race, goOn}); player.append(tools.buttons, tools.rows); tools.show(state, 0.1)
import { h } from '../page/element.js';
import { MOST_PINS } from '../run/companions.js';
import { pinned } from '../state/pins.js';
import { GoOn } from './go-on.js';
import { PinChips } from './pin-chips.js';

/**
 * @import { Pins } from '../state/pins.js'
 * @import { Race } from '../state/race.js'
 * @import { State } from '../state/store.js'
 */

export class CompareTools {
  #race;
  #goOn;
  #chips;
  #rate = /** @type {number | null} */ (null);
  #pin;
  #start;
  buttons;
  rows;

  /** @param {{pins: Pins, race: Race, goOn: (rate: number) => unknown}} on */
  constructor({ pins, race, goOn }) {
    this.#race = race;
    this.#goOn = new GoOn(goOn);
    this.#chips = new PinChips(pins);
    this.#pin = h('button', { id: 'pin', type: 'button', class: 'chip', onclick: () => pins.pin() }, 'Pin this run');
    this.#start = h(
      'button',
      {
        id: 'race',
        type: 'button',
        class: 'chip',
        title: 'Train SGD, SGD with momentum, RMSprop, Adam and Adagrad, each with its best learning rate of a few',
        onclick: () => race.run(this.#rate),
      },
      'Race the optimizers',
    );
    this.buttons = h(
      'div',
      { class: 'compare', role: 'group', 'aria-label': 'Compare' },
      this.#goOn.button,
      this.#pin,
      this.#start,
    );
    this.rows = [this.#goOn.form, this.#chips.element];
  }

  /**
   * @param {State} state
   * @param {number | null} rate
   */
  show(state, rate) {
    const { run, specification } = state;
    const pins = pinned(state);
    this.#rate = rate;
    const isPinned = pins.some((pin) => pin.run === run);
    this.#pin.setAttribute('aria-disabled', String(!run?.ended || isPinned || pins.length >= MOST_PINS));
    this.#pin.title = isPinned
      ? 'This run is pinned'
      : pins.length >= MOST_PINS
        ? `At most ${MOST_PINS} runs are pinned; remove one`
        : 'Keep this run in the pictures while you train others';
    const { running, progress } = this.#race;
    this.#start.setAttribute('aria-disabled', String(running || !specification));
    const text = running ? `Racing: ${progress}`.replace(/: $/, '…') : 'Race the optimizers';
    if (this.#start.textContent !== text) {
      this.#start.textContent = text;
    }
    this.#goOn.show(state, rate);
    this.#chips.show(state);
  }
}
