// Backpropagation through a network, from the slopes of the loss along its outputs to the gradient of every weight.
// Usage: const gradients = backward(pass, weights, slopes, regularization); gradients.get('0.weight')

/** @import { Layer, Pass, Weights } from './model.js' */

/**
 * @param {Pass} pass that has run
 * @param {Weights} weights
 * @param {Float64Array} slopes along each output, for all rows
 * @param {{l1?: number, l2?: number} | null} [regularization]
 * @returns {Weights}
 */
export function backward(pass, weights, slopes, regularization) {
  /** @type {Weights} */
  const gradients = new Map();
  let arrived = slopes;
  for (let i = pass.model.layers.length - 1; i >= 0; i--) {
    const layer = pass.model.layers[i];
    const given = i > 0 ? pass.after[i - 1] : pass.inputs;
    const { slope } = layer.activation;
    const passed =
      layer.activation.name === 'identity'
        ? arrived
        : arrived.map((value, k) => value * slope(pass.before[i][k], pass.after[i][k]));
    if (layer.type === 'linear') {
      arrived = throughLinear(layer, pass.rows, weights, given, passed, gradients);
    } else if (layer.type === 'layerNorm') {
      arrived = throughLayerNorm(layer, pass, i, weights, given, passed, gradients);
    } else {
      arrived = passed;
    }
  }
  const { l1 = 0, l2 = 0 } = regularization ?? {};
  if (l1 > 0 || l2 > 0) {
    for (const [name, gradient] of gradients) {
      const weight = weights.get(name) ?? gradient;
      gradient.forEach((value, k) => {
        gradient[k] = value + l1 * Math.sign(weight[k]) + 2 * l2 * weight[k];
      });
    }
  }
  return new Map(
    [...weights.keys()].flatMap((name) => {
      const gradient = gradients.get(name);
      return gradient ? [/** @type {[string, Float64Array]} */ ([name, gradient])] : [];
    }),
  );
}

/**
 * @param {Layer} layer
 * @param {number} rows
 * @param {Weights} weights
 * @param {Float64Array} given
 * @param {Float64Array} arrived
 * @param {Weights} gradients
 */
function throughLinear({ index, inputs, units }, rows, weights, given, arrived, gradients) {
  const weight = weights.get(`${index}.weight`) ?? new Float64Array(0);
  const ofWeight = new Float64Array(units * inputs);
  const ofBias = new Float64Array(units);
  const passed = new Float64Array(inputs * rows);
  for (let unit = 0; unit < units; unit++) {
    for (let row = 0; row < rows; row++) {
      ofBias[unit] += arrived[unit * rows + row];
    }
    for (let input = 0; input < inputs; input++) {
      const factor = weight[unit * inputs + input];
      let sum = 0;
      for (let row = 0; row < rows; row++) {
        const value = arrived[unit * rows + row];
        sum += value * given[input * rows + row];
        passed[input * rows + row] += factor * value;
      }
      ofWeight[unit * inputs + input] = sum;
    }
  }
  gradients.set(`${index}.weight`, ofWeight);
  if (weights.has(`${index}.bias`)) {
    gradients.set(`${index}.bias`, ofBias);
  }
  return passed;
}

/**
 * @param {Layer} layer
 * @param {Pass} pass
 * @param {number} i
 * @param {Weights} weights
 * @param {Float64Array} given
 * @param {Float64Array} arrived
 * @param {Weights} gradients
 */
function throughLayerNorm({ index, units, eps = 0 }, pass, i, weights, given, arrived, gradients) {
  const { rows } = pass;
  const normal = pass.before[i];
  const weight = weights.get(`${index}.weight`);
  const ofWeight = new Float64Array(units);
  const ofBias = new Float64Array(units);
  const passed = new Float64Array(given.length);
  for (let row = 0; row < rows; row++) {
    let mean = 0;
    for (let unit = 0; unit < units; unit++) {
      mean += given[unit * rows + row] / units;
    }
    let variance = 0;
    let sum = 0;
    let product = 0;
    for (let unit = 0; unit < units; unit++) {
      const at = unit * rows + row;
      const scaled = arrived[at] * (weight?.[unit] ?? 1);
      variance += (given[at] - mean) ** 2 / units;
      sum += scaled / units;
      product += (scaled * normal[at]) / units;
      ofWeight[unit] += arrived[at] * normal[at];
      ofBias[unit] += arrived[at];
    }
    const deviation = Math.sqrt(variance + eps);
    for (let unit = 0; unit < units; unit++) {
      const at = unit * rows + row;
      passed[at] = (arrived[at] * (weight?.[unit] ?? 1) - sum - normal[at] * product) / deviation;
    }
  }
  if (weight) {
    gradients.set(`${index}.weight`, ofWeight);
    gradients.set(`${index}.bias`, ofBias);
  }
  return passed;
}
