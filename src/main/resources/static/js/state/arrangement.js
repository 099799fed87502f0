// Which three views stand in the first row: the reader's choice, else the lesson's, else what suits the model.
// Usage: arrangement(state, ['surface', 'fit', 'loss', 'step']) → ['surface', 'fit', 'loss']

/** @import { State } from './store.js' */

const SLOTS = 3;
const FORMULA = ['surface', 'fit', 'loss'];
const LAYERS = ['network', 'fit', 'loss'];
const OPENED = ['layers', 'fit', 'loss'];
const TO_OPEN = ['conv1d', 'conv2d', 'rnn', 'gru', 'lstm', 'multiheadAttention', 'residual'];

/**
 * @param {Pick<State, 'views' | 'lesson' | 'specification'>} state
 * @param {string[]} known the names of all views
 */
export function arrangement({ views, lesson, specification }, known) {
  const layers = specification?.model?.layers;
  const dense = known.includes('network') ? LAYERS : FORMULA;
  const isOpened = Array.isArray(layers) && layers.some((layer) => TO_OPEN.includes(layer?.type));
  const suited = !Array.isArray(layers) ? FORMULA : isOpened && known.includes('layers') ? OPENED : dense;
  const wished = [...(views ?? lesson?.views ?? []), ...suited, ...known];
  return [...new Set(wished)].filter((name) => known.includes(name)).slice(0, SLOTS);
}

/**
 * Puts a view into a slot; if it stands in another slot, the two change places.
 *
 * @param {string[]} shown
 * @param {number} slot
 * @param {string} name
 */
export function placed(shown, slot, name) {
  return shown.map((one, i) => (i === slot ? name : one === name ? shown[slot] : one));
}
