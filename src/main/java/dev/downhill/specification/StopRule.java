package dev.downhill.specification;

/**
 * When a run ends before its last step.
 *
 * @param lossBelow as soon as a step's loss is below this; negative infinity for never
 * @param patience after so many steps without a better loss; 0 for never
 * @param minDelta by how much a loss must be less than the best so far to be better
 */
public record StopRule(double lossBelow, long patience, double minDelta) {}
