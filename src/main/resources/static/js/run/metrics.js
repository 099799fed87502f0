// The metrics of a run, such as its accuracy, at the steps at which they were evaluated.
// Usage: const metrics = new Metrics(); metrics.append({step: [10, 20], accuracy: [0.7, null]}); metrics.at('accuracy', 25)

/** The metrics that have a curve; the test loss stands beside the loss. */
export const CURVES = ['accuracy', 'testAccuracy', 'r2', 'testR2'];

/** @type {Api.Metrics} */
const NONE = { step: [] };

export class Metrics {
  /** @type {number[]} */
  steps = [];
  /** @type {Map<string, Api.Finite[]>} */
  columns = new Map();

  /**
   * Adds what comes after the last step that is known.
   *
   * @param {Api.Metrics | null | undefined} part
   */
  append(part) {
    const { step, ...columns } = part ?? NONE;
    const known = this.steps.at(-1) ?? -1;
    const from = step.findIndex((one) => one > known);
    if (from < 0) {
      return;
    }
    const before = this.steps.length;
    this.steps.push(...step.slice(from));
    for (const name of CURVES) {
      const values = /** @type {Record<string, Api.Finite[] | null | undefined>} */ (columns)[name];
      if (values || this.columns.has(name)) {
        const column = this.columns.get(name) ?? Array(before).fill(null);
        column.push(...(values?.slice(from) ?? Array(step.length - from).fill(null)));
        this.columns.set(name, column);
      }
    }
  }

  /** The names of the metrics that have values. */
  get names() {
    return CURVES.filter((name) => this.columns.get(name)?.some((value) => value !== null));
  }

  /**
   * The newest value of a metric that was known at a step; null before the first.
   *
   * @param {string} name
   * @param {number} step
   * @returns {number | null}
   */
  at(name, step) {
    const values = this.columns.get(name) ?? [];
    for (let i = this.steps.findLastIndex((one) => one <= step); i >= 0; i--) {
      const value = values[i] ?? null;
      if (value !== null) {
        return value;
      }
    }
    return null;
  }
}
