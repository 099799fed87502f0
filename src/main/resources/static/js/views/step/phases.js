// The phases of a step, played one number after the other.
// Usage: const phases = new PhasePlayer(redraw, pauseTheRun); phases.of(trace);
//        const {values, gradients, updates, words} = phases.shown()
import { h } from '../../page/element.js';
import { icon } from '../../page/icons.js';
import { brief } from '../../page/tensor-text.js';

/**
 * @import { Sign } from '../../page/icons.js'
 *
 * @typedef {'forward' | 'loss' | 'backward' | 'update'} Phase
 *
 * @typedef {object} Moment
 * @property {Phase} phase
 * @property {string[]} lines
 * @property {string} [node] whose value is shown
 * @property {string} [gradient] the node whose gradient is shown
 * @property {string[]} [edges] along which that arrived
 * @property {string} [update] the parameter whose new value is shown
 *
 * @typedef {ReturnType<PhasePlayer['shown']>} Shown
 */

/** @type {Phase[]} */
const PHASES = ['forward', 'loss', 'backward', 'update'];
const PAUSE = 420;

/**
 * What is shown one after the other: each with its phase and its lines.
 *
 * @param {Api.RowTrace | Api.StepTrace} trace
 * @returns {Moment[]}
 */
function moments(trace) {
  const { forward, loss, backward, update } = trace;
  /** @type {(phase: Phase) => (node: Api.NodeValue) => Moment} */
  const computed = (phase) => (node) => ({
    phase,
    node: node.id,
    lines: node.kind === 'constant' ? [] : [node.text],
  });
  const parts = new Map('weights' in trace ? trace.weights.map((one) => [one.parameter, one.text]) : []);
  return [
    ...forward.nodes.map(computed('forward')),
    ...loss.nodes.map(computed('loss')),
    ...backward.nodes.map(
      /** @returns {Moment} */ (node) => ({
        phase: 'backward',
        gradient: node.node,
        edges: node.edges,
        lines: arriving(node, backward.edges),
      }),
    ),
    ...update.parameters.map(
      /** @returns {Moment} */ (one) => ({
        phase: 'update',
        update: one.parameter,
        lines: [
          'row' in trace && trace.row.of > 1 ? (parts.get(one.parameter) ?? '') : '',
          one.gradientText,
          ...one.equations.map(({ text }) => text),
          ...(Array.isArray(one.before) ? changes(one.parameter, one.before, one.gradient, one.after) : []),
        ].filter(Boolean),
      }),
    ),
  ];
}

/**
 * The update of each number of a parameter.
 *
 * @param {string} name
 * @param {Api.Tensor} before
 * @param {Api.Tensor} gradient
 * @param {Api.Tensor} after
 * @returns {string[]}
 */
function changes(name, before, gradient, after) {
  if (Array.isArray(before) && Array.isArray(gradient) && Array.isArray(after)) {
    return before.flatMap((one, i) => changes(`${name}[${i}]`, one, gradient[i], after[i]));
  }
  return [`${name}: ${brief(before)} → ${brief(after)}, gradient ${brief(gradient)}`];
}

/**
 * How the gradient of a node came: along each edge the local derivative, and its product with what had arrived.
 *
 * @param {Api.NodeGradient} node
 * @param {Api.EdgeGradient[]} all
 */
function arriving({ edges, text }, all) {
  const along = all.filter(({ edge }) => edges.includes(edge));
  const lines = along.flatMap(({ derivative, formula, text: numbers }) => [
    ...(derivative.kind === 'elementwise' && derivative.formula !== '1' ? [derivative.text] : []),
    `${formula}${numbers.slice(numbers.indexOf(' = '))}`,
  ]);
  return along.length === 1 ? lines : [...lines, text];
}

export class PhasePlayer {
  /** @type {() => unknown} */
  #redraw;
  /** @type {() => unknown} */
  #started;
  /** @type {Moment[]} */
  #moments = [];
  #at = Infinity;
  #timer = 0;
  #play = h(
    'button',
    {
      id: 'play-step',
      type: 'button',
      'aria-label': 'Play the step',
      title: 'Play the step',
      onclick: () => (this.#timer ? this.#stop() : this.#start()),
    },
    icon('play'),
  );
  #buttons = PHASES.map((phase) =>
    h(
      'button',
      { type: 'button', class: `phase ${phase}`, 'aria-pressed': 'false', onclick: () => this.#jump(phase) },
      phase,
    ),
  );
  element = h('div', { class: 'phases', role: 'group', 'aria-label': 'Phases of the step' }, this.#play, this.#buttons);

  /**
   * @param {() => unknown} redraw
   * @param {() => unknown} started
   */
  constructor(redraw, started) {
    this.#redraw = redraw;
    this.#started = started;
  }

  /** @param {boolean} enabled */
  enable(enabled) {
    [this.#play, ...this.#buttons].forEach((button) => {
      button.disabled = !enabled;
    });
  }

  /** @param {Api.RowTrace | Api.StepTrace} trace */
  of(trace) {
    this.#moments = moments(trace);
  }

  shown() {
    const past = this.#moments.slice(0, this.#at);
    const now = past.at(-1)?.phase;
    for (const [i, button] of this.#buttons.entries()) {
      button.setAttribute('aria-pressed', String(PHASES[i] === now));
    }
    return {
      phase: now,
      playing: this.#timer !== 0,
      newest: past.at(-1),
      values: new Set(past.map(({ node }) => node)),
      gradients: new Set(past.map(({ gradient }) => gradient)),
      edges: new Set(past.flatMap(({ edges }) => edges ?? [])),
      updates: new Set(past.map(({ update }) => update)),
      words: past.filter(({ phase }) => phase === now).flatMap(({ lines }) => lines),
    };
  }

  /** @param {Phase} phase */
  #jump(phase) {
    this.#started();
    this.#stop();
    this.#at = this.#moments.findLastIndex((moment) => moment.phase === phase) + 1;
    this.#redraw();
  }

  #start() {
    this.#started();
    this.#at = 0;
    this.#timer = setInterval(() => this.#next(), PAUSE);
    this.#sign('pause', 'Pause the step');
    this.#next();
  }

  #next() {
    this.#at++;
    this.#redraw();
    if (this.#at >= this.#moments.length) {
      this.#stop();
      this.#at = Infinity;
    }
  }

  #stop() {
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#sign('play', 'Play the step');
  }

  /**
   * @param {Sign} name
   * @param {string} label
   */
  #sign(name, label) {
    this.#play.replaceChildren(icon(name));
    this.#play.setAttribute('aria-label', label);
  }
}
