// A summary of a step, and the meaning of the signs in its graph.
// Usage: frame.say(summary(trace, false)) → Step 3 on one row, learning rate 0.1. …

/**
 * @param {Api.StepTrace} trace
 * @param {boolean} toCome
 */
export function summary({ step, rows, learningRate }, toCome) {
  const on = rows.count === 1 ? 'one row' : `${rows.count} rows`;
  const which = `${toCome ? 'Next: step' : 'Step'} ${step} on ${on}, learning rate ${learningRate}.`;
  const signs = '× marks a local derivative, ∂ a gradient, and ‖ ‖ the norm of many numbers.';
  return `${which} ${signs} Hover over a weight, or focus it, to see the chain rule behind its gradient.`;
}
