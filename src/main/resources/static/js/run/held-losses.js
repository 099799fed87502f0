// The loss over the test rows, at the steps at which it was evaluated.
// Usage: const held = new HeldLosses(); held.append({step: [10, 20], loss: [0.7, 0.6]}, 10); held.at(25) → 0.6

export class HeldLosses {
  /** @type {number[]} */
  steps = [];
  /** @type {Api.Finite[]} */
  losses = [];

  /**
   * Adds what comes after a step that is known.
   *
   * @param {Api.TestLosses | undefined} part
   * @param {number} known
   */
  append({ step, loss } = { step: [], loss: [] }, known) {
    const from = step.findIndex((one) => one > known);
    if (from >= 0) {
      this.steps.push(...step.slice(from));
      this.losses.push(...loss.slice(from));
    }
  }

  /**
   * The newest that was known at a step, undefined before the first.
   *
   * @param {number} step
   */
  at(step) {
    return this.losses[this.steps.findLastIndex((one) => one <= step)];
  }
}
