package dev.downhill.training.run;

/**
 * The state whose parameters a run with {@code restoreBest} ends with.
 *
 * @param step how many updates it had
 * @param monitor what was monitored
 * @param value what was found there
 */
public record Best(long step, String monitor, double value) {}
