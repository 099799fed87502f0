// What a fork takes over from a changed specification: all but what the state of a run belongs to.
// Usage: forkChanges(trained, specification, 0.3) → {optimizer: {learningRate: 0.3}, steps: 40}

/** The service refuses these in a fork; `name` says nothing about the steps. */
const FIXED = ['name', 'model', 'data', 'frozen', 'seed', 'dtype', 'zeroGrad', 'record', 'optimizer'];

/**
 * @param {unknown} a
 * @param {unknown} b
 */
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** @param {Api.Specification['optimizer'] | string} given */
const chosen = (given) => (typeof given === 'string' ? { type: given } : (given ?? {}));

/**
 * @param {Api.Specification | null} trained
 * @param {Api.Specification} specification
 * @param {number} learningRate
 * @returns {Record<string, unknown>}
 */
export function forkChanges(trained, specification, learningRate) {
  /** @type {Record<string, any>} */
  const before = trained ?? specification;
  /** @type {Record<string, any>} */
  const now = specification;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  const others = keys
    .filter((key) => !FIXED.includes(key) && !same(before[key], now[key]))
    .map((key) => [key, now[key] ?? null]);
  const options = Object.entries(chosen(now.optimizer)).filter(
    ([key, value]) => !same(value, /** @type {Record<string, unknown>} */ (chosen(before.optimizer))[key]),
  );
  return { ...Object.fromEntries(others), optimizer: { ...Object.fromEntries(options), learningRate } };
}
