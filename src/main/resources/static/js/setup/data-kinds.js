// Each kind of data to begin with, a model that suits it, and what each kind had when it was left.
// Usage: const kinds = new KeptKinds(); const next = kinds.change(specification, 'text'); kindOf(data) → 'columns'

const TEXT = 'the cat sat on the mat, the rat sat on the cat';

/** @typedef {'generator' | 'dataset' | 'text' | 'columns'} DataKind */

/** @type {Record<DataKind, string>} */
export const KINDS = { generator: 'generated points', dataset: 'data set', text: 'text', columns: 'own table' };

/** @type {Record<DataKind, Record<string, unknown>>} */
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

/** Two classes of points to begin with on the chart. */
const CLASSES = {
  data: { x1: [-2, -1.5, -1, 1, 1.5, 2], x2: [-1, 1, -2, 2, -1, 1], y: [0, 0, 0, 1, 1, 1] },
  model: { layers: [linear(4, 'tanh'), linear(2)] },
  loss: 'crossEntropy',
};

/**
 * @param {Record<string, unknown>} data
 * @returns {DataKind | 'datasetId'}
 */
export function kindOf(data) {
  /** @type {(DataKind | 'datasetId')[]} */
  const named = ['generator', 'dataset', 'text', 'datasetId'];
  return named.find((kind) => typeof data[kind] === 'string') ?? 'columns';
}

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
 * The specification with other data to begin with; the loss follows from them again.
 *
 * @param {Api.Specification} specification
 * @param {DataKind} kind
 * @returns {Api.Specification}
 */
export function withData({ loss, ...rest }, kind) {
  return { ...rest, model: model(kind, rest.model ?? {}), data: DATA[kind] };
}

/**
 * The specification with points of two classes to begin with.
 *
 * @param {Api.Specification} specification
 * @returns {Api.Specification}
 */
export function withClasses(specification) {
  return { ...specification, ...structuredClone(CLASSES) };
}

/** What each kind of data, and of model, had when it was left, so that nothing is lost by a change of kind. */
export class KeptKinds {
  /** @type {Map<string, Partial<Api.Specification>>} */
  #kept = new Map();

  /**
   * Returns the specification with another kind of data, as it was left or to begin with.
   *
   * @param {Api.Specification} specification
   * @param {DataKind} kind
   */
  change(specification, kind) {
    const { model: old, data, loss } = specification;
    this.#kept.set(kindOf(data), { model: old, data, loss });
    return restored(specification, this.#kept.get(kind)) ?? withData(specification, kind);
  }

  /**
   * Returns the specification with another kind of model, as it was left or to begin with.
   *
   * @param {Api.Specification} specification
   * @param {string} kind
   * @param {Api.Model} first
   */
  changeModel(specification, kind, first) {
    const { model: old, loss } = specification;
    this.#kept.set(old?.layers ? 'layers' : 'expression', { model: old, loss });
    return restored(specification, this.#kept.get(kind)) ?? { ...specification, model: first };
  }
}

/**
 * @param {Api.Specification} specification
 * @param {Partial<Api.Specification> | undefined} kept
 * @returns {Api.Specification | null}
 */
function restored({ loss, ...rest }, kept) {
  return kept ? JSON.parse(JSON.stringify({ ...rest, ...kept })) : null;
}
