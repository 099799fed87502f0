// The layers of a model that the service opens, also those within a residual layer, with their place and kind.
// Usage: layersOf(model) → [{path: '1', name: '1.conv2d', kind: 'convolution', layer}]

/**
 * @typedef {'convolution' | 'pooling' | 'normalization' | 'recurrence' | 'attention'} Kind
 * @typedef {{path: string, name: string, kind: Kind, layer: Api.Layer}} Openable
 */

/** @type {Record<string, Kind>} */
const KINDS = {
  conv1d: 'convolution',
  conv2d: 'convolution',
  maxPool2d: 'pooling',
  avgPool2d: 'pooling',
  globalAvgPool: 'pooling',
  batchNorm: 'normalization',
  layerNorm: 'normalization',
  rmsNorm: 'normalization',
  rnn: 'recurrence',
  gru: 'recurrence',
  lstm: 'recurrence',
  multiheadAttention: 'attention',
};

/**
 * @param {Pick<Api.Model, 'layers'>} model
 * @returns {Openable[]}
 */
export function layersOf({ layers }) {
  return within(layers ?? [], '');
}

/**
 * @param {Api.Layer[]} layers
 * @param {string} prefix
 * @returns {Openable[]}
 */
function within(layers, prefix) {
  return layers.flatMap((layer, i) => {
    const path = `${prefix}${i}`;
    if (layer.type === 'residual' && Array.isArray(layer.layers)) {
      return within(layer.layers, `${path}.`);
    }
    return Object.hasOwn(KINDS, layer.type)
      ? [{ path, name: `${path}.${layer.type}`, kind: KINDS[layer.type], layer }]
      : [];
  });
}

/**
 * The layer that is opened first: one that looks at images, sequences or texts, else the first.
 *
 * @param {Openable[]} layers
 */
export const usual = (layers) =>
  layers.find(({ kind }) => kind !== 'normalization' && kind !== 'pooling') ?? layers[0] ?? null;
