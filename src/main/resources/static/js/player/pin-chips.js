// The pinned runs as chips: a click shows the run, the pencil renames it, the cross removes it. Each has its loss at the
// playhead's step.
// Usage: const chips = new PinChips(pins); place.append(chips.element); chips.show(state)
import { h } from '../page/element.js';
import { tick } from '../page/format.js';
import { comparable, difference } from '../run/companions.js';
import { pinned } from '../state/pins.js';

/**
 * @import { Companion } from '../run/companions.js'
 * @import { Run } from '../run/run.js'
 * @import { Pins } from '../state/pins.js'
 * @import { State } from '../state/store.js'
 */

export class PinChips {
  #pins;
  #key = '';
  /** @type {Map<Run, {chip: HTMLElement, loss: HTMLElement}>} */
  #parts = new Map();
  element = h('div', { class: 'pins', role: 'group', 'aria-label': 'Pinned runs', hidden: true });

  /** @param {Pins} pins */
  constructor(pins) {
    this.#pins = pins;
  }

  /** @param {State} state */
  show(state) {
    const pins = pinned(state);
    const key = JSON.stringify([state.run?.id, pins.map(({ run, name, shade }) => [run.id, name, shade])]);
    if (key !== this.#key) {
      this.#key = key;
      this.#build(pins, state);
    }
    const step = state.run?.step(state.position) ?? 0;
    for (const [run, { loss }] of this.#parts) {
      const at = run.positionOf(step);
      const text = said(at === null ? null : run.loss(at));
      if (loss.textContent !== text) {
        loss.textContent = text;
      }
    }
  }

  /**
   * @param {Companion[]} pins
   * @param {State} state
   */
  #build(pins, { run: watched }) {
    const focused = document.activeElement?.closest('.pins button')?.id;
    this.#parts = new Map();
    this.element.hidden = pins.length === 0;
    this.element.replaceChildren(...pins.map((pin) => this.#chip(pin, watched)));
    document.getElementById(focused ?? '')?.focus();
  }

  /**
   * @param {Companion} pin
   * @param {Run | null} watched
   */
  #chip({ run, name, shade }, watched) {
    const id = `pin-${shade}`;
    const loss = h('span', { class: 'loss' });
    const isWatched = run === watched;
    const title = isWatched
      ? 'This run is shown'
      : watched && !comparable(run, watched, 'fit')
        ? 'Show this run; it has other data, so the pictures do not compare it'
        : `Show this run${watched ? ` (${difference(run, watched)})` : ''}`;
    const chip = h(
      'button',
      {
        id,
        type: 'button',
        class: 'chip',
        'aria-pressed': String(isWatched),
        title,
        onclick: () => this.#pins.show(run),
      },
      h('span', { class: `swatch pin-${shade}` }),
      name,
      loss,
    );
    this.#parts.set(run, { chip, loss });
    return h(
      'span',
      { class: 'pin' },
      chip,
      h(
        'button',
        {
          id: `${id}-name`,
          type: 'button',
          class: 'quiet',
          'aria-label': `Rename ${name}`,
          title: 'Rename',
          onclick: () => this.#rename(run, name, chip),
        },
        '✎',
      ),
      h(
        'button',
        {
          id: `${id}-remove`,
          type: 'button',
          class: 'quiet',
          'aria-label': `Remove ${name}`,
          title: 'Remove',
          onclick: () => this.#remove(run),
        },
        '×',
      ),
    );
  }

  /** @param {Run} run */
  #remove(run) {
    this.#pins.remove(run);
    document.getElementById('pin')?.focus();
  }

  /**
   * @param {Run} run
   * @param {string} name
   * @param {HTMLElement} chip
   */
  #rename(run, name, chip) {
    const end = () => {
      input.replaceWith(chip);
      chip.focus();
    };
    /** @type {HTMLInputElement} */
    const input = h('input', {
      type: 'text',
      class: 'pin-rename',
      value: name,
      maxlength: 40,
      'aria-label': `New name of ${name}`,
      onkeydown: (event) => {
        if (event.key === 'Enter') {
          // The chip gets the focus; the same key must not press it.
          event.preventDefault();
          end();
          this.#pins.rename(run, input.value);
        } else if (event.key === 'Escape') {
          end();
        }
      },
      onchange: () => this.#pins.rename(run, input.value),
    });
    chip.replaceWith(input);
    input.focus();
    input.select();
  }
}

/** @param {number | null} loss */
const said = (loss) => (loss === null ? '' : tick(Number(loss.toPrecision(2))));
