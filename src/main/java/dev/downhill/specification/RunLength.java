package dev.downhill.specification;

/**
 * How far a run goes.
 *
 * @param batching the rows of each step
 * @param steps the number of updates, if no rule stops it earlier
 */
public record RunLength(Batching batching, long steps, StopRule stop) {}
