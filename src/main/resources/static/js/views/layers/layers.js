// The layers: one layer of the step at the playhead, opened for a row: kernels and maps, unrolled cells, attention.
// Usage: views.append(new Layers(store).element)
import { Paced } from '../../api/paced.js';
import { data, openedLayer } from '../../api/service.js';
import { h } from '../../page/element.js';
import { Later } from '../step/later.js';
import { RowChoice } from '../step/row-choice.js';
import { empty, fill, frame } from '../view.js';
import { LayerAttention } from './attention.js';
import { LayerImages, shapeText } from './images.js';
import { layersOf, usual } from './layers-of.js';
import { LayerCells } from './recurrence.js';

/**
 * @import { Run } from '../../run/run.js'
 * @import { State, Store } from '../../state/store.js'
 * @import { Openable } from './layers-of.js'
 *
 * @typedef {{step: number, row: number, layer: string, element: string}} Wish
 */

const WAITING = 'The layers of a network: kernels and maps of images, unrolled cells, attention.';
const NONE = 'This model has no convolution, pool, normalization, recurrence or attention. The view Network shows it.';
const BAD_REQUEST = 400;

export class Layers {
  #store;
  #layer = h('select', { 'aria-label': 'Layer', hidden: true, onchange: () => this.#pick() });
  #rows = new RowChoice((row) => this.#store.set({ row }), 'layers-row', 'Row of the opened layer');
  #frame = frame('layer-view', 'Layers', [this.#layer, this.#rows.element]);
  #images = new LayerImages((element) => this.#open(element));
  #cells = new LayerCells();
  #attention = new LayerAttention((position) => this.#open([position, 0]));
  #words = h('ol', { class: 'words', tabindex: 0, 'aria-label': 'Calculation of the element' });
  /** @type {Run | null} */
  #run = null;
  /** @type {Openable[]} */
  #openable = [];
  /** @type {Map<string, string>} the element that is opened, by layer */
  #elements = new Map();
  /** @type {Api.OpenedStep | null} */
  #opened = null;
  /** @type {Promise<Api.JobData | null> | null} the rows of a text, once they are asked for */
  #text = null;
  #closed = false;
  #toCome = false;
  /** Opening goes on where it stopped. */
  #later = new Later(5, 1);
  #paced = new Paced((/** @type {string} */ key) => this.#ask(JSON.parse(key)));
  element = this.#frame.element;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
    this.#clear(WAITING);
    store.subscribe((state, changed) => {
      this.#want(state);
      if (changed.has('theme')) {
        this.#images.repaint();
        this.#show();
      }
    });
  }

  /** @param {State} state */
  #want({ run, position, row }) {
    this.#toCome = position < 1;
    if (run !== this.#run) {
      this.#begin(run);
    }
    const layer = this.#layer.value;
    if (run && run.points > 0 && layer && !this.#closed) {
      const step = Math.max(1, run.step(position));
      this.#paced.want(JSON.stringify({ step, row: row ?? 0, layer, element: this.#elements.get(layer) ?? '' }));
    }
  }

  /** @param {Run | null} run */
  #begin(run) {
    const before = this.#layer.value;
    const isSame = run !== null && JSON.stringify(layersOf(run.specification.model)) === JSON.stringify(this.#openable);
    this.#run = run;
    this.#text = null;
    this.#closed = false;
    this.#later.forget();
    this.#paced.forget();
    if (isSame) {
      return;
    }
    this.#openable = run ? layersOf(run.specification.model) : [];
    this.#elements = new Map();
    this.#layer.hidden = this.#openable.length === 0;
    this.#layer.replaceChildren(
      ...this.#openable.map(({ path, name }) => h('option', { value: path }, name.replace(/\.(?=[a-z])/i, ' '))),
    );
    const kept = this.#openable.find(({ path }) => path === before) ?? usual(this.#openable);
    this.#layer.value = kept?.path ?? '';
    this.#clear(run && this.#openable.length === 0 ? NONE : WAITING);
  }

  #pick() {
    this.#closed = false;
    this.#later.forget();
    this.#want(this.#store.state);
  }

  /** @param {number[]} element */
  #open(element) {
    const { length } = this.#opened?.layers[0].shape ?? element;
    this.#elements.set(this.#layer.value, element.slice(0, length).join(','));
    this.#want(this.#store.state);
  }

  /**
   * Opens the middle of an image whose first element was opened because no other was asked for: a corner is often empty.
   *
   * @param {string} asked
   */
  #toTheMiddle(asked) {
    const opened = this.#opened?.layers[0];
    if (!asked && opened?.maps && opened.shape.length === 3) {
      const [, height, width] = opened.shape;
      this.#open([0, Math.floor(height / 2), Math.floor(width / 2)]);
    }
  }

  /** @param {Wish} wish */
  async #ask(wish) {
    const run = this.#run;
    if (!run) {
      return;
    }
    try {
      const found = await this.#layerOf(run, wish);
      if (run === this.#run && wish.layer === this.#layer.value) {
        this.#opened = found;
        this.#later.forget();
        await this.#show();
        this.#toTheMiddle(wish.element);
      }
    } catch (error) {
      if (run === this.#run) {
        this.#refused(error);
      }
    }
  }

  /**
   * Opens a layer; its first element and row where a smaller batch or another shape has no such one.
   *
   * @param {Run} run
   * @param {Wish} wish
   * @returns {Promise<Api.OpenedStep>}
   */
  async #layerOf(run, wish) {
    try {
      return await openedLayer(run.id, wish);
    } catch (error) {
      if (error.status === BAD_REQUEST && (wish.row > 0 || wish.element)) {
        this.#elements.delete(wish.layer);
        return await openedLayer(run.id, { ...wish, row: 0, element: '' });
      }
      throw error;
    }
  }

  /** @param {Error} error */
  #refused(error) {
    this.#later.refuse(error);
    this.#closed = true;
    this.#clear(`This layer cannot be opened: ${error.message}.`);
  }

  /** @param {string} text */
  #clear(text) {
    this.#opened = null;
    this.#rows.element.hidden = true;
    this.#frame.say('');
    empty(this.#frame.body, text);
  }

  async #show() {
    const found = this.#opened;
    const of = this.#openable.find(({ path }) => path === this.#layer.value);
    if (!found || !of) {
      return;
    }
    const [opened] = found.layers;
    if (of.kind === 'recurrence') {
      this.#cells.show(opened);
      fill(this.#frame.body, this.#cells.element, this.#words);
    } else if (of.kind === 'attention') {
      const letters = await this.#letters(found.row.number);
      if (found !== this.#opened) {
        return;
      }
      fill(this.#frame.body, this.#attention.element, this.#words);
      this.#attention.show(opened, letters);
    } else {
      fill(this.#frame.body, this.#images.element, this.#words);
      this.#images.show(opened, of);
    }
    this.#words.replaceChildren(...opened.text.map((line) => h('li', {}, line)));
    this.#rows.show(found.row.index, found.row.of);
    this.element.dataset.step = String(found.step);
    this.#frame.say(this.#caption(found, of));
  }

  /**
   * The characters of a row; none where the data is no text, or has more rows than the service sends at once.
   *
   * @param {number} number of the row in the data
   * @returns {Promise<string[]>}
   */
  async #letters(number) {
    const run = this.#run;
    if (!run?.specification.data.text) {
      return [];
    }
    this.#text ??= data(run.id).catch(() => null);
    const found = await this.#text;
    if (!found) {
      return [];
    }
    const { columns, rows } = found.training;
    const codes = columns[found.inputs[0]]?.[rows ? rows.indexOf(number) : number];
    return Array.isArray(codes) ? codes.map((code) => found.classes[code] ?? '?') : [];
  }

  /**
   * @param {Api.OpenedStep} found
   * @param {Openable} of
   */
  #caption({ step, row, layers: [opened] }, { kind, layer }) {
    const where = row.of > 1 ? `, row ${row.index} of ${row.of}` : '';
    const shapes = `${shapeText(opened.inputShape)} becomes ${shapeText(opened.shape)}`;
    const isPart = !opened.maps && kind !== 'recurrence' && kind !== 'attention';
    const few =
      opened.maps && opened.shape.length === 3 && opened.shape[0] > 16 ? ' The first 16 channels are shown.' : '';
    const part = isPart
      ? ' The layer has more numbers than the service sends at once, so only one element is shown.'
      : few;
    return `${this.#toCome ? 'Next: step' : 'Step'} ${step}${where}: ${layer.type}, ${shapes}. Blue is positive, orange negative.${part}`;
  }
}
