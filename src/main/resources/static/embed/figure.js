// The figure of one run: its drawings, its player, its numbers, and its opened steps.
// Usage: const figure = new Figure(run); place.append(figure.element); figure.seek(3); figure.close()
import { h } from '../js/page/element.js';
import { icon } from '../js/page/icons.js';
import { Bowl } from './bowl.js';
import { Chain } from './chain.js';
import { Curve } from './curve.js';
import { Playhead } from './playhead.js';
import { Readout } from './readout.js';

/**
 * @import { Sign } from '../js/page/icons.js'
 * @import { Replay } from './capsule.js'
 */

/** @type {Record<string, string>} */
const ENDINGS = {
  completed: 'The run took all its steps',
  converged: 'The run converged',
  diverged: 'The run diverged',
  stoppedEarly: 'The run stopped early',
  timedOut: 'The run exceeded its time limit',
  cancelled: 'The run was cancelled',
};

export class Figure {
  #run;
  #playhead;
  #views;
  #readout;
  #chain;
  #parts;
  #status = h('p', { class: 'status' });
  element;

  /** @param {Replay} run */
  constructor(run) {
    this.#run = run;
    const points = run.steps.length;
    const playhead = new Playhead(points, () => this.#show());
    this.#playhead = playhead;
    /** @type {(sign: Sign, label: string, act: () => unknown) => HTMLButtonElement} */
    const button = (sign, label, act) =>
      h('button', { type: 'button', 'aria-label': label, title: label, onclick: act }, icon(sign));
    this.#parts = {
      back: button('back', 'Step back', () => this.#step(-1)),
      play: button('play', 'Play', () => playhead.toggle()),
      forward: button('forward', 'Step forward', () => this.#step(1)),
      scrub: h('input', {
        type: 'range',
        min: 0,
        max: points,
        step: 1,
        value: 0,
        'aria-label': 'Step',
        oninput: (event) => playhead.seek(Number(event.target.value)),
      }),
    };
    const { back, play, forward, scrub } = this.#parts;
    this.#views = [...(run.surface ? [new Bowl(run.surface, run)] : []), ...(points > 0 ? [new Curve(run)] : [])];
    this.#readout = new Readout(run);
    this.#chain = new Chain(run.traces, (step) => this.seek(run.steps.findIndex((one) => one >= step) + 1));
    this.element = h(
      'div',
      { class: 'figure', role: 'group', 'aria-label': run.name ? `Run: ${run.name}` : 'A run of gradient descent' },
      h('div', { class: 'views' }, ...this.#views.map(({ element }) => element)),
      h(
        'div',
        { class: 'player', onkeydown: (event) => this.#key(/** @type {KeyboardEvent} */ (event)) },
        back,
        play,
        forward,
        scrub,
      ),
      this.#readout.element,
      this.#status,
      this.#chain.element,
    );
    this.#show();
  }

  /** @param {number} position how many recorded points have been shown */
  seek(position) {
    this.#playhead.seek(position);
  }

  /** Goes to the last recorded point. */
  toTheEnd() {
    this.seek(this.#run.steps.length);
  }

  close() {
    this.#playhead.pause();
  }

  /** @param {number} by */
  #step(by) {
    const { position } = this.#playhead;
    this.seek(by > 0 ? Math.floor(position) + by : Math.ceil(position) + by);
  }

  /** On the buttons; the slider has these keys by itself. */
  #key(/** @type {KeyboardEvent} */ event) {
    /** @type {Record<string, () => unknown>} */
    const acts = {
      ArrowRight: () => this.#step(1),
      ArrowLeft: () => this.#step(-1),
      Home: () => this.seek(0),
      End: () => this.toTheEnd(),
    };
    const act = acts[event.key];
    if (act && event.target !== this.#parts.scrub && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      act();
    }
  }

  #show() {
    const { position, playing } = this.#playhead;
    const { steps, from, ending, finalLoss } = this.#run;
    const whole = Math.floor(position);
    const step = whole === 0 ? from : steps[whole - 1];
    for (const view of this.#views) {
      view.show(position);
    }
    this.#readout.show(position);
    this.#chain.show(step);
    const { play, scrub } = this.#parts;
    const label = playing ? 'Pause' : 'Play';
    if (play.title !== label) {
      play.title = label;
      play.setAttribute('aria-label', label);
      play.replaceChildren(icon(playing ? 'pause' : 'play'));
    }
    scrub.value = String(whole);
    scrub.setAttribute('aria-valuetext', `step ${step} of ${steps.at(-1) ?? 0}`);
    if (whole < steps.length) {
      this.#status.replaceChildren('\u00a0');
      return;
    }
    this.#status.replaceChildren(
      ENDINGS[ending] ?? `The run ended: ${ending}`,
      ...(finalLoss === null
        ? ['.']
        : ['; the loss after the last update is ', h('data', { value: finalLoss }, finalLoss.toPrecision(4)), '.']),
    );
  }
}
