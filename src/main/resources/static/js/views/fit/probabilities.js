// What an output means where the loss takes it for a class: a probability for each; null where it is a number.
// Usage: probabilities([0.3, 1.2], 'crossEntropy') → [0.289, 0.711]; probabilities(2, 'bceWithLogits') → [0.119, 0.881]

/**
 * @param {Api.Output} output
 * @param {string | undefined} loss
 * @returns {number[] | null}
 */
export function probabilities(output, loss) {
  const all = [output].flat();
  switch (loss) {
    case 'crossEntropy':
      return softmax(all);
    case 'bceWithLogits':
      return softmax([0, all[0]]);
    case 'bce':
      return [1 - all[0], all[0]];
    default:
      return null;
  }
}

/** @param {number[]} logits */
function softmax(logits) {
  const top = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}
