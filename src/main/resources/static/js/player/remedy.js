// What a finding of the service suggests, as a specification to try.
// Usage: const remedy = remedyOf(finding, specification); if (remedy) { button.textContent = remedy.text; … }
import { typed } from '../page/format.js';
import { without, withValue } from '../state/pointer.js';

/**
 * @param {{code: string, numbers: Record<string, unknown>}} finding
 * @param {Api.Specification} specification
 * @returns {{text: string, specification: Api.Specification} | null}
 */
export function remedyOf({ code, numbers }, specification) {
  const rate = numbers.suggestedLearningRate;
  if (typeof rate === 'number') {
    return { text: `Try ${typed(rate)}`, specification: withValue(specification, '/optimizer/learningRate', rate) };
  }
  return code === 'forgottenZeroGrad'
    ? { text: 'Add zero_grad()', specification: without(specification, '/zeroGrad') }
    : null;
}
