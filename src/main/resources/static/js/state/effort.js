// How much work a specification is, estimated; a run that takes long does not start by itself.
// Usage: isLong(specification) → false

/** Multiplications for which the service takes some seconds. */
const LONG = 2e9;
const STEPS = 100;
const ROWS = 200;
const UNITS = 16;

/**
 * @param {unknown} value
 * @param {number} fallback
 */
const positive = (value, fallback) => (typeof value === 'number' && value > 0 ? value : fallback);

/** @param {Record<string, unknown>} data */
function rows(data) {
  const columns = Object.values(data).filter(Array.isArray);
  if (columns.length > 0) {
    return Math.max(...columns.map((column) => column.length));
  }
  return typeof data.text === 'string' ? data.text.length : positive(data.n, ROWS);
}

/** @param {Api.Model} model */
function weights({ layers }) {
  const widths = (Array.isArray(layers) ? layers : []).map((layer) => positive(layer?.units, UNITS));
  return widths.reduce((sum, width, i) => sum + width * (widths[i - 1] ?? UNITS), 1);
}

/** @param {Api.Specification} specification */
export function isLong(specification) {
  const { model, data, steps, epochs, batchSize } = /** @type {any} */ (specification);
  try {
    const all = rows(data);
    const batch = Math.min(all, positive(batchSize, all));
    const count = epochs === undefined ? positive(steps, STEPS) : positive(epochs, 1) * Math.ceil(all / batch);
    return count * (batch * weights(model) + 100) > LONG;
  } catch {
    return false;
  }
}
