// Train, play, pause, step forward and back, scrub; the learning rate; and where the run stands.
// Usage: new Player(element, store, playback, {train, stop, rate})
import { h } from '../page/element.js';
import { typed } from '../page/format.js';
import { icon } from '../page/icons.js';
import { learningRate } from './learning-rate.js';
import { Readout } from './readout.js';

/**
 * @import { Sign } from '../page/icons.js'
 * @import { Playback } from '../state/playback.js'
 * @import { State, Store } from '../state/store.js'
 */

const PACES = { slow: 'slow', steady: 'steady', fast: 'fast', live: 'at once' };

export class Player {
  #parts;

  /**
   * @param {HTMLElement} place
   * @param {Store} store
   * @param {Playback} playback
   * @param {{train: () => unknown, stop: () => unknown, rate: (rate: number) => unknown}} on
   */
  constructor(place, store, playback, on) {
    /** @type {(id: string, label: string, sign: Sign, onclick: () => unknown, kind?: string) => HTMLButtonElement} */
    const button = (id, label, sign, onclick, kind = '') =>
      h('button', { id, type: 'button', class: kind, 'aria-label': label, title: label, onclick }, icon(sign));
    this.#parts = {
      train: h('button', { id: 'train', type: 'button', class: 'primary', onclick: on.train }, 'Train'),
      stop: h('button', { id: 'stop', type: 'button', hidden: true, onclick: on.stop }, 'Stop'),
      first: button('first', 'To the start', 'first', () => playback.seek(0)),
      back: button('back', 'Step back', 'back', () => playback.step(-1)),
      play: button('play', 'Play', 'play', () => playback.toggle(), 'round'),
      forward: button('forward', 'Step forward', 'forward', () => playback.step(1)),
      last: button('last', 'To the newest', 'last', () => playback.seek(Infinity)),
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
        { id: 'pace', onchange: (event) => store.set({ pace: event.target.value }) },
        Object.entries(PACES).map(([value, text]) =>
          h('option', { value, selected: value === store.state.pace }, text),
        ),
      ),
      slider: h('input', {
        id: 'rate',
        type: 'range',
        min: -5,
        max: 1,
        step: 0.01,
        'aria-label': 'Learning rate',
        oninput: (event) => on.rate(Number(typed(10 ** Number(event.target.value)))),
      }),
      rate: h('output', { for: 'rate', id: 'rate-shown' }),
    };
    const p = this.#parts;
    const readout = new Readout();
    place.append(
      h('h2', { class: 'hidden' }, 'Player'),
      h(
        'div',
        { class: 'row' },
        p.train,
        p.stop,
        h('div', { class: 'rate-quick' }, h('label', { for: 'rate' }, 'Learning rate'), p.slider, p.rate),
        h('div', { class: 'pace' }, h('label', { for: 'pace' }, 'Pace'), p.pace),
      ),
      h(
        'div',
        { class: 'row transport', role: 'group', 'aria-label': 'Time' },
        p.first,
        p.back,
        p.play,
        p.forward,
        p.last,
        p.scrub,
      ),
      readout.element,
    );
    store.subscribe((state) => this.#show(state, readout));
  }

  /**
   * @param {State} state
   * @param {Readout} readout
   */
  #show(state, readout) {
    const { run, position, playing, specification, catalog, sending } = state;
    const p = this.#parts;
    const points = run?.points ?? 0;
    p.train.disabled = sending || !specification;
    p.train.textContent = sending ? 'Sending…' : run ? 'Train again' : 'Train';
    p.stop.hidden = !run || run.ended;
    for (const part of [p.first, p.back]) {
      part.disabled = position <= 0;
    }
    for (const part of [p.forward, p.last]) {
      part.disabled = position >= points;
    }
    p.play.disabled = p.scrub.disabled = !run;
    this.#sign(playing);
    p.scrub.max = String(points);
    p.scrub.value = String(Math.floor(position));
    p.scrub.setAttribute(
      'aria-valuetext',
      run ? `step ${run.step(position)} of ${run.specification.steps}` : 'no run yet',
    );
    const rate = learningRate(specification, catalog);
    const isNext = run && !run.ended && rate !== learningRate(run.specification, catalog);
    const text = rate === null ? '–' : String(rate);
    p.rate.textContent = `${text}${isNext ? ', next run' : ''}`;
    if (document.activeElement !== p.slider && rate !== null && rate > 0) {
      p.slider.value = String(Math.log10(rate));
    }
    p.slider.setAttribute('aria-valuetext', text);
    readout.show(state);
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
