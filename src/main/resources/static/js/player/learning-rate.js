// The learning rate that a specification is trained with: its own, or the default of its optimizer.
// Usage: learningRate({optimizer: {type: 'adam'}}, catalog) → 0.001

const DEFAULT_OPTIMIZER = 'sgd';

/**
 * @param {Api.Specification | null} specification
 * @param {Api.Catalog | null} catalog
 * @returns {number | null} null where it is not known, or no number
 */
export function learningRate(specification, catalog) {
  const given = specification?.optimizer ?? {};
  const { type = DEFAULT_OPTIMIZER, learningRate: own } = typeof given === 'string' ? { type: given } : given;
  const options = catalog?.kinds.optimizer.find(({ name }) => name === type)?.options ?? [];
  const rate = own ?? options.find(({ name }) => name === 'learningRate')?.default;
  return typeof rate === 'number' ? rate : null;
}
