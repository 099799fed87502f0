package dev.downhill.specification;

/**
 * The rule that ends a run before its last step. It looks at the loss that each step's forward pass computed.
 *
 * @param lossBelow as soon as a step's loss is below this; negative infinity for never
 * @param patience after so many steps without a better loss; 0 for never
 * @param minDelta by how much a loss must be less than the best so far to be better
 */
public record StopRule(double lossBelow, long patience, double minDelta) {}
