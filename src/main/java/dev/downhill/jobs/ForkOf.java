package dev.downhill.jobs;

/**
 * The origin of a fork.
 *
 * @param job the id of the job that it was made from, which may have been deleted since
 * @param step the step of that job after whose state it starts
 */
public record ForkOf(String job, long step) {}
