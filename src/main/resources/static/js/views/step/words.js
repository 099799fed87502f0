// A summary of a step, or of one row of it.
// Usage: frame.say(summary(trace, false)) → Step 3, row 7 of 80: its loss is 0.48, …
import { short } from '../../page/tensor-text.js';

/**
 * @param {Api.RowTrace | Api.StepTrace} trace
 * @param {boolean} toCome
 */
export function summary(trace, toCome) {
  const which = `${toCome ? 'Next: step' : 'Step'} ${trace.step}`;
  if (!('row' in trace)) {
    return `${which} on ${trace.rows.count} rows, which depend on each other. × marks a local derivative, ∂ a gradient.`;
  }
  const { row, loss } = trace;
  if (row.of === 1) {
    return `${which} on one row. × marks a local derivative, ∂ a gradient.`;
  }
  const share =
    loss.divisor === 1 ? '' : `; divided by ${loss.divisor}, that is its share of the loss ${short(loss.batch)}`;
  return `${which} on ${row.of} rows. Row ${row.index}: its loss is ${short(loss.value)}${share}.`;
}
