// The network: its units and weights at the playhead, with a picture in each unit; of a formula, the formula.
// Usage: views.append(new Network(store, playback, (fork) => experiment.fork(fork)).element)
import { data } from '../../api/service.js';
import { Model } from '../../network/model.js';
import { h } from '../../page/element.js';
import { number, tick, when } from '../../page/format.js';
import { inputsOf } from '../fit/inputs.js';
import { empty, frame } from '../view.js';
import { columnsOf } from './layout.js';
import { Neuron } from './neuron.js';
import { Picture } from './picture.js';
import { TrainingRows } from './rows.js';
import { Seen } from './seen.js';

/**
 * @import { Playback } from '../../state/playback.js'
 * @import { Run } from '../../run/run.js'
 * @import { State, Store } from '../../state/store.js'
 * @import { Weights } from '../../network/model.js'
 * @import { Column } from './layout.js'
 *
 * @typedef {{step: number, parameters: Record<string, number>}} ForkWish
 *
 * @typedef {object} Drawn
 * @property {Picture} picture
 * @property {Neuron} neuron
 * @property {Seen} seen
 * @property {TrainingRows | null} rows
 */

/** While a run plays, the network is drawn so often, in milliseconds; every frame would cost the fit its own. */
const OFTEN = 30;
const WAITING = 'The network: its weights as lines, and in each unit what it sees.';

export class Network {
  #store;
  #playback;
  #goOn;
  /** @type {Run | null} */
  #run = null;
  /** @type {Drawn | null} */
  #drawn = null;
  /** @type {HTMLElement | null} */
  #formula = null;
  /** @type {Weights | null} */
  #weights = null;
  #gradientMode = false;
  #drawnAt = 0;
  #weightsButton = this.#modeButton('Weights', false);
  #gradientsButton = this.#modeButton('Gradients', true);
  #row = h('input', {
    type: 'number',
    class: 'row-number',
    min: 1,
    value: 1,
    oninput: (event) => this.#choose(event.target.valueAsNumber),
  });
  #rowLabel = h('label', { class: 'row-choice', hidden: true }, 'row', this.#row);
  #modes = h(
    'div',
    { class: 'modes', role: 'group', 'aria-label': 'Lines show' },
    this.#weightsButton,
    this.#gradientsButton,
  );
  #frame = frame('network', 'Network', [this.#rowLabel, this.#modes]);
  element = this.#frame.element;

  /**
   * @param {Store} store
   * @param {Playback} playback
   * @param {(fork: ForkWish) => unknown} [goOn] trains on from a step with other weights
   */
  constructor(store, playback, goOn = () => {}) {
    this.#store = store;
    this.#playback = playback;
    this.#goOn = goOn;
    empty(this.#frame.body, WAITING);
    store.subscribe((state, changed) => {
      if (changed.has('lesson')) {
        this.#show(state.lesson?.open?.network?.show === 'gradients');
      }
      if (state.run !== this.#run) {
        this.#begin(state.run);
      } else if (['position', 'states', 'points', 'theme', 'playing'].some((key) => changed.has(key))) {
        this.#follow(state, changed.has('theme'));
      }
    });
  }

  /**
   * @param {string} text
   * @param {boolean} gradients
   */
  #modeButton(text, gradients) {
    return h(
      'button',
      { type: 'button', 'aria-pressed': String(!gradients), onclick: () => this.#show(gradients) },
      text,
    );
  }

  /** @param {boolean} gradients */
  #show(gradients) {
    this.#gradientMode = gradients;
    this.#weightsButton.setAttribute('aria-pressed', String(!gradients));
    this.#gradientsButton.setAttribute('aria-pressed', String(gradients));
    this.element.classList.toggle('gradients', gradients);
    this.#follow(this.#store.state, true);
  }

  /** @param {number} row from 1 */
  #choose(row) {
    if (row >= 1 && row <= Number(this.#row.max)) {
      this.#drawn?.seen.choose(Math.floor(row) - 1);
      this.#follow(this.#store.state, true);
    }
  }

  /** @param {Run | null} run */
  async #begin(run) {
    this.#run = run;
    this.#drawn = null;
    this.#formula = null;
    this.#weights = null;
    this.#rowLabel.hidden = true;
    this.#modes.hidden = !run?.specification.model.layers;
    if (!run) {
      this.#frame.say('');
      empty(this.#frame.body, WAITING);
      return;
    }
    run.arrived = () => this.#store.touch('states');
    if (run.specification.model.layers) {
      const found = run.specification.data.text ? null : await data(run.id).catch(() => null);
      if (run !== this.#run) {
        return;
      }
      this.#make(run, found);
    } else {
      this.#formula = h('div', { class: 'network-formula' });
      this.#frame.body.replaceChildren(this.#formula);
    }
    this.#follow(this.#store.state, true);
  }

  /**
   * @param {Run} run
   * @param {Api.JobData | null} found
   */
  #make(run, found) {
    const inputs = found && inputsOf(found);
    const model = inputs && Model.of(run.specification, inputs.width);
    const columns = columnsOf(run.specification, inputs);
    const seen = new Seen(model, inputs);
    const rows = model && found ? new TrainingRows(model, run.specification, found) : null;
    /** @type {{column: Column, unit: number} | null} */
    let opened = null;
    const picture = new Picture(columns, seen, (column, unit, input) => {
      opened = { column, unit };
      this.#playback.pause();
      neuron.open(column, unit, input);
    });
    const neuron = new Neuron(columns, seen, {
      tryOut: (tried) => run.states.tryOut(this.#store.state.position, tried),
      goOn: (parameters) => this.#goOn({ step: run.step(this.#store.state.position), parameters }),
      closed: () => opened && picture.focus(opened.column, opened.unit),
    });
    this.#drawn = { picture, neuron, seen, rows };
    picture.resized = () => this.#follow(this.#store.state, true);
    const names = columns.map(({ names: units, label }) => units.length || label).join(', ');
    picture.element.setAttribute(
      'aria-label',
      `Network with ${names} units in its columns. Arrow keys move between units; Enter opens one.`,
    );
    run.buffers.add(run.states);
    this.#rowLabel.hidden = seen.dimensions > 0 || !rows;
    this.#row.max = String(rows?.count ?? 1);
    this.#row.value = '1';
    this.#frame.body.replaceChildren(picture.element, neuron.element);
  }

  /**
   * @param {State} state
   * @param {boolean} anew
   */
  #follow({ run, position, playing }, anew) {
    if (!run || run !== this.#run) {
      return;
    }
    if (this.#formula) {
      this.#write(run, position, this.#formula);
      return;
    }
    if (!this.#drawn || (run.points === 0 && !run.ended)) {
      return;
    }
    const state = run.states.at(position);
    if (!state) {
      if (run.states.failed) {
        this.#frame.say('The server does not send the weights of this run: there are too many, or they are gone.');
      }
      return;
    }
    if (playing && this.#drawn.neuron.isOpen) {
      this.#drawn.neuron.close();
    }
    const now = performance.now();
    if (anew || (state.weights !== this.#weights && (!playing || now - this.#drawnAt > OFTEN))) {
      this.#weights = state.weights;
      this.#drawnAt = now;
      this.#draw(this.#drawn, state.weights, run.step(position));
    }
  }

  /**
   * @param {Drawn} drawn
   * @param {Weights} weights
   * @param {number} step
   */
  #draw({ picture, neuron, rows }, weights, step) {
    const light = rows?.isLight(weights) ? rows : null;
    const gradients = (this.#gradientMode || neuron.isOpen) && light ? light.gradients(weights) : null;
    picture.draw({
      weights,
      gradients: this.#gradientMode ? gradients : null,
      isDead: ({ layer }, unit) => light?.isDead(weights, layer, unit) ?? false,
      loss: light?.loss(weights) ?? null,
    });
    neuron.show(weights, gradients);
    this.element.dataset.step = String(step);
    this.element.dataset.scale = String(picture.scale);
    this.#say(step, picture.scale, gradients !== null, rows?.count ?? 0);
    if (!this.#store.state.playing) {
      picture.name();
    }
  }

  /**
   * @param {number} step
   * @param {number} scale
   * @param {boolean} known
   * @param {number} rows
   */
  #say(step, scale, known, rows) {
    const widest = `widest line ±${tick(scale)}`;
    if (!this.#gradientMode) {
      const [plus, minus] = [h('b', { class: 'plus' }, 'positive'), h('b', { class: 'minus' }, 'negative')];
      this.#frame.say(`${when(step)}: `, plus, ' and ', minus, ` weights, ${widest}.`);
    } else if (known) {
      this.#frame.say(`${when(step)}: gradient over ${rows} rows, ${widest}. Bars: each layer, log scale.`);
    } else {
      this.#frame.say(`${when(step)}: the page cannot compute this gradient; the lines are weights.`);
    }
  }

  /**
   * @param {Run} run
   * @param {number} position
   * @param {HTMLElement} place
   */
  #write(run, position, place) {
    const { model, data: given } = run.specification;
    const weights = run.shownWeights.map((name) =>
      h('li', {}, h('code', {}, name), ` = ${number(run.weight(name, position))}`),
    );
    place.replaceChildren(
      h('p', {}, 'This model is a formula, not a network of layers:'),
      h('p', { class: 'formula' }, h('code', {}, `${given.target ?? 'y'} = ${model.expression}`)),
      h('ul', {}, weights),
    );
    this.#frame.say(`${when(run.step(position))}.`);
  }
}
