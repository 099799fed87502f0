// The losses of the catalogue, each with its slope along the outputs.
// Usage: const loss = lossOf(specification.loss); loss(outputs, width, rows, targets) → {loss: 0.69, slopes: Float64Array}

/**
 * @typedef {(outputs: Float64Array, width: number, rows: number, targets: Float64Array) =>
 *   {loss: number, slopes: Float64Array}} Loss of each output all rows side by side; targets stand alike, classes once a row
 * @typedef {{loss: (p: number, y: number) => number, slope: (p: number, y: number) => number}} Pointwise
 */

const LEAST_LOGARITHM = -100;
const LEAST_VARIANCE = 1e-12;

/** @param {number} x */
const sigmoid = (x) => (x > 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

/** @type {Record<string, (options: Record<string, number>) => Pointwise>} */
const POINTWISE = {
  mse: () => ({ loss: (p, y) => (p - y) ** 2, slope: (p, y) => 2 * (p - y) }),
  mae: () => ({ loss: (p, y) => Math.abs(p - y), slope: (p, y) => Math.sign(p - y) }),
  huber: ({ delta }) => ({
    loss: (p, y) => {
      const far = Math.abs(p - y);
      return far > delta ? delta * (far - 0.5 * delta) : 0.5 * far * far;
    },
    slope: (p, y) => Math.max(-delta, Math.min(delta, p - y)),
  }),
  logCosh: () => ({
    loss: (p, y) => Math.abs(p - y) + Math.log1p(Math.exp(-2 * Math.abs(p - y))) - Math.LN2,
    slope: (p, y) => Math.tanh(p - y),
  }),
  hinge: () => ({ loss: (p, y) => Math.max(0, 1 - y * p), slope: (p, y) => (1 - y * p > 0 ? -y : 0) }),
  bce: () => ({
    loss: (p, y) => -y * Math.max(Math.log(p), LEAST_LOGARITHM) - (1 - y) * Math.max(Math.log1p(-p), LEAST_LOGARITHM),
    slope: (p, y) => (p - y) / Math.max(p * (1 - p), LEAST_VARIANCE),
  }),
  bceWithLogits: () => ({
    loss: (x, y) => (x > 0 ? x * (1 - y) : -x * y) + Math.log1p(Math.exp(-Math.abs(x))),
    slope: (x, y) => sigmoid(x) - y,
  }),
};

/**
 * @param {Pointwise} pointwise
 * @param {boolean} mean
 * @returns {Loss}
 */
function byElement({ loss, slope }, mean) {
  return (outputs, _width, _rows, targets) => {
    const share = mean ? 1 / outputs.length : 1;
    const slopes = outputs.map((output, i) => share * slope(output, targets[i]));
    return { loss: share * outputs.reduce((sum, output, i) => sum + loss(output, targets[i]), 0), slopes };
  };
}

/**
 * @param {number} smoothing
 * @param {boolean} mean
 * @returns {Loss}
 */
function crossEntropy(smoothing, mean) {
  return (outputs, width, rows, targets) => {
    const slopes = new Float64Array(outputs.length);
    const share = mean ? 1 / rows : 1;
    let loss = 0;
    for (let row = 0; row < rows; row++) {
      let top = -Infinity;
      for (let k = 0; k < width; k++) {
        top = Math.max(top, outputs[k * rows + row]);
      }
      let sum = 0;
      for (let k = 0; k < width; k++) {
        sum += Math.exp(outputs[k * rows + row] - top);
      }
      for (let k = 0; k < width; k++) {
        const logarithm = outputs[k * rows + row] - top - Math.log(sum);
        const wanted = (k === targets[row] ? 1 - smoothing : 0) + smoothing / width;
        loss -= wanted === 0 ? 0 : share * wanted * logarithm;
        slopes[k * rows + row] = share * (Math.exp(logarithm) - wanted);
      }
    }
    return { loss, slopes };
  };
}

/**
 * Returns a loss of the catalogue, null for another.
 *
 * @param {Api.Chosen} chosen
 * @returns {Loss | null}
 */
export function lossOf({ type = '', reduction = 'mean', ...options }) {
  if (type === 'crossEntropy') {
    return crossEntropy(Number(options.labelSmoothing ?? 0), reduction === 'mean');
  }
  const make = Object.hasOwn(POINTWISE, type) ? POINTWISE[type] : null;
  return make && byElement(make({ delta: Number(options.delta ?? 1) }), reduction === 'mean');
}
