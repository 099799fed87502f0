package dev.downhill.jobs;

import dev.downhill.training.replay.Fork;
import dev.downhill.training.run.RunMemory;

/**
 * A run that a request asks for, before there is a job of it.
 *
 * @param run what runs, and from which state
 * @param memory the memory that it will take
 * @param lane where it waits
 * @param bytes the bytes that reading it took
 */
record RunPlan(Fork run, RunMemory memory, Lane lane, long bytes) {}
