// "Go on from here": a fork at the playhead with another learning rate, asked for in a line.
// Usage: const goOn = new GoOn((rate) => …); tools.append(goOn.button); row.append(goOn.form); goOn.show(state, 0.1)
import { h } from '../page/element.js';

/** @import { State } from '../state/store.js' */

export class GoOn {
  #act;
  #rate = h('input', {
    id: 'go-on-rate',
    type: 'number',
    step: 'any',
    min: 0,
    required: true,
    'aria-label': 'Learning rate from here on',
  });
  #from = h('span', {});
  /** @type {number | null} */
  #known = null;
  button = h(
    'button',
    { id: 'go-on', type: 'button', class: 'chip', 'aria-expanded': 'false', onclick: () => this.#toggle() },
    'Go on from here',
  );
  form = h(
    'form',
    {
      class: 'go-on',
      hidden: true,
      'aria-label': 'Go on from here',
      onsubmit: (event) => {
        event.preventDefault();
        const rate = Number(this.#rate.value);
        this.#close();
        this.#act(rate);
      },
      onkeydown: (event) => event.key === 'Escape' && this.#close(),
    },
    this.#from,
    this.#rate,
    h('button', { type: 'submit', class: 'chip' }, 'Go on'),
    h('button', { type: 'button', class: 'chip', onclick: () => this.#close() }, 'Cancel'),
  );

  /** @param {(rate: number) => unknown} act */
  constructor(act) {
    this.#act = act;
  }

  #toggle() {
    if (!this.form.hidden) {
      this.#close();
      return;
    }
    this.#rate.value = String(this.#known ?? '');
    this.form.hidden = false;
    this.button.setAttribute('aria-expanded', 'true');
    this.#rate.focus();
    this.#rate.select();
  }

  #close() {
    if (!this.form.hidden) {
      this.form.hidden = true;
      this.button.setAttribute('aria-expanded', 'false');
      (this.button.hidden ? document.getElementById('play') : this.button)?.focus();
    }
  }

  /**
   * @param {State} state
   * @param {number | null} rate
   */
  show({ run, position, playing }, rate) {
    const inside = run?.ended && position > 0 && position < run.points;
    this.#known = rate;
    this.button.hidden = !inside && this.form.hidden;
    if (run && (!playing || this.form.hidden)) {
      const text = `From step ${run.step(position).toLocaleString('en')} with learning rate`;
      if (this.#from.textContent !== text) {
        this.#from.textContent = text;
      }
    }
  }
}
