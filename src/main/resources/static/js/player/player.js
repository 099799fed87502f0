// Play, pause, step forward and back, scrub; the pace; the learning rate; and where the run stands.
// Usage: new Player(element, store, playback, {train, stop, play, vary, rate, gesture, compare})
import { h } from '../page/element.js';
import { icon } from '../page/icons.js';
import { isStale } from '../state/stale.js';
import { learningRate } from './learning-rate.js';
import { RateSlider } from './rate-slider.js';
import { Readout } from './readout.js';

/**
 * @import { Sign } from '../page/icons.js'
 * @import { Playback } from '../state/playback.js'
 * @import { State, Store } from '../state/store.js'
 * @import { CompareTools } from './compare-tools.js'
 */

const PACES = { slow: 'slow', steady: 'steady', fast: 'fast', live: 'at once' };

/**
 * Sets an attribute that has changed; a frame that sets the others too lays the page out again.
 *
 * @param {Element} element
 * @param {string} name
 * @param {string} value
 */
function attribute(element, name, value) {
  if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}

/**
 * A disabled button would lose the focus, so it only says that it is; then it does nothing.
 *
 * @param {HTMLElement} button
 * @param {boolean} off
 */
function enable(button, off) {
  attribute(button, 'aria-disabled', String(off));
}

export class Player {
  #parts;
  #rate;

  /**
   * @param {HTMLElement} place
   * @param {Store} store
   * @param {Playback} playback
   * @param {{train: () => unknown, stop: () => unknown, play: () => unknown,
   *          vary: (specification: Api.Specification) => unknown,
   *          rate: (rate: number, released: boolean) => unknown, gesture: () => unknown, compare: CompareTools}} on
   */
  constructor(place, store, playback, on) {
    /** @type {(act: () => unknown) => (event: {currentTarget: any}) => void} */
    const enabled = (act) => (event) => {
      if (event.currentTarget.getAttribute('aria-disabled') !== 'true') {
        act();
      }
    };
    /** @type {(id: string, label: string, sign: Sign, act: () => unknown, kind?: string) => HTMLButtonElement} */
    const button = (id, label, sign, act, kind = '') =>
      h(
        'button',
        { id, type: 'button', class: kind, 'aria-label': label, title: label, onclick: enabled(act) },
        icon(sign),
      );
    this.#parts = {
      train: h('button', { id: 'train', type: 'button', 'aria-disabled': 'true', onclick: enabled(on.train) }, 'Train'),
      stop: h('button', { id: 'stop', type: 'button', hidden: true, onclick: on.stop }, 'Stop'),
      first: button('first', 'To the start', 'first', () => playback.seek(0), 'quiet'),
      back: button('back', 'Step back', 'back', () => playback.step(-1), 'quiet'),
      play: button('play', 'Play', 'play', on.play, 'round'),
      forward: button('forward', 'Step forward', 'forward', () => playback.step(1), 'quiet'),
      last: button('last', 'To the newest', 'last', () => playback.seek(Infinity), 'quiet'),
      scrub: h('input', {
        id: 'scrub',
        type: 'range',
        min: 0,
        max: 0,
        step: 1,
        value: 0,
        'aria-label': 'Step',
        oninput: (event) => playback.seek(Number(event.target.value)),
      }),
      pace: h(
        'select',
        {
          id: 'pace',
          'aria-label': 'Pace',
          title: 'Pace',
          onchange: (event) => store.set({ pace: event.target.value }),
        },
        Object.entries(PACES).map(([value, text]) =>
          h('option', { value, selected: value === store.state.pace }, text),
        ),
      ),
    };
    const p = this.#parts;
    this.#rate = new RateSlider(on.rate, on.gesture);
    const readout = new Readout(on.vary);
    place.append(
      h('h2', { class: 'hidden' }, 'Player'),
      h(
        'div',
        { class: 'transport', role: 'group', 'aria-label': 'Time' },
        p.first,
        p.back,
        p.play,
        p.forward,
        p.last,
        p.scrub,
        p.pace,
      ),
      h('div', { class: 'actions' }, p.stop, p.train),
      h('div', { class: 'instruments' }, this.#rate.element, readout.numbers),
      h('div', { class: 'below' }, readout.status, on.compare.buttons),
      ...on.compare.rows,
    );
    place.after(readout.findings);
    store.subscribe((state) => {
      this.#show(state, readout);
      on.compare.show(state, learningRate(state.specification, state.catalog));
    });
  }

  /**
   * @param {State} state
   * @param {Readout} readout
   */
  #show(state, readout) {
    const { run, position, playing, specification, catalog, sending } = state;
    const p = this.#parts;
    const points = run?.points ?? 0;
    const stale = isStale(state);
    enable(p.train, sending || !specification);
    const train = run && !stale ? 'Train again' : 'Train';
    if (p.train.textContent !== train) {
      p.train.textContent = train;
    }
    p.train.classList.toggle('primary', stale || !run);
    p.stop.hidden = !run || run.ended;
    for (const part of [p.first, p.back]) {
      enable(part, position <= 0);
    }
    for (const part of [p.forward, p.last]) {
      enable(part, position >= points);
    }
    enable(p.play, !specification);
    p.scrub.disabled = !run;
    this.#sign(playing);
    attribute(p.scrub, 'max', String(points));
    const value = String(Math.floor(position));
    if (p.scrub.value !== value) {
      p.scrub.value = value;
    }
    attribute(
      p.scrub,
      'aria-valuetext',
      run ? `step ${run.step(position)} of ${run.specification.steps}` : 'no run yet',
    );
    this.#rate.show(learningRate(specification, catalog));
    readout.show(state, stale);
  }

  /** @param {boolean} playing */
  #sign(playing) {
    const { play } = this.#parts;
    const label = playing ? 'Pause' : 'Play';
    if (play.title !== label) {
      play.title = label;
      play.setAttribute('aria-label', label);
      play.replaceChildren(icon(playing ? 'pause' : 'play'));
    }
  }
}
