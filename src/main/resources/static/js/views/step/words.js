// What a step is about, and what the signs in its graph mean.
// Usage: frame.say(summary(trace, false)) → Step 3 on one row, learning rate 0.1. …

/**
 * @param {Api.StepTrace} trace
 * @param {boolean} toCome
 */
export function summary({ step, rows, learningRate }, toCome) {
  const on = rows.count === 1 ? 'one row' : `${rows.count} rows`;
  const which = `${toCome ? 'Next: step' : 'Step'} ${step} on ${on}, learning rate ${learningRate}.`;
  const signs = '× is a local derivative, ∂ a gradient, ‖ ‖ the norm of many numbers.';
  return `${which} ${signs} Hover over a weight, or focus it, to see its chain rule.`;
}
