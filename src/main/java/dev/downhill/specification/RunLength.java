package dev.downhill.specification;

/**
 * The length of a run.
 *
 * @param batching the rows of each step
 * @param steps the number of updates, if no rule stops it earlier
 * @param stop the rule that may stop it earlier
 */
public record RunLength(Batching batching, long steps, StopRule stop) {}
