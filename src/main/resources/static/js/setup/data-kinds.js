// Each kind of data to begin with, and a model that suits it: data of classes need as many outputs, a text an
// embedding.
// Usage: Object.keys(DATA) → ['generator', …]; const next = withData(specification, 'text')

const TEXT = 'the cat sat on the mat, the rat sat on the cat';

/**
 * @typedef {'generator' | 'dataset' | 'text' | 'columns'} DataKind
 * @type {Record<DataKind, Record<string, unknown>>}
 */
export const DATA = {
  generator: { generator: 'spiral', n: 200, noise: 0.1 },
  dataset: { dataset: 'iris' },
  text: { text: TEXT, context: 3 },
  columns: { x: [1, 2, 3], y: [2, 4, 6] },
};

/** @type {(units: number, activation?: string) => Api.Layer} */
const linear = (units, activation) => (activation ? { type: 'linear', units, activation } : { type: 'linear', units });
/** @type {Record<Exclude<DataKind, 'columns'>, number>} */
const outputs = { generator: 2, dataset: 3, text: new Set(TEXT).size };
const embedded = [{ type: 'embedding', embeddingDim: 4 }, { type: 'flatten' }];

/**
 * @param {DataKind} kind
 * @param {Api.Model} before
 * @returns {Api.Model}
 */
function model(kind, before) {
  if (kind === 'columns') {
    return before.expression ? before : { expression: 'w * x + b', parameters: { w: 0, b: 0 } };
  }
  const known = (before.layers ?? []).filter(({ type }) => type !== 'embedding' && type !== 'flatten').slice(0, -1);
  const hidden = known.length > 0 ? known : [linear(16, 'tanh')];
  return { layers: [...(kind === 'text' ? embedded : []), ...hidden, linear(outputs[kind])] };
}

/**
 * The specification with other data; the loss follows from them again.
 *
 * @param {Api.Specification} specification
 * @param {DataKind} kind
 * @returns {Api.Specification}
 */
export function withData({ loss, ...rest }, kind) {
  return { ...rest, model: model(kind, rest.model ?? {}), data: DATA[kind] };
}
