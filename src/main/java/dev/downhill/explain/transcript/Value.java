package dev.downhill.explain.transcript;

/**
 * A number of a run.
 *
 * @param noise by how much float32 may miss it
 * @param stored whether it is held in the run's precision, so that a float32 prints as one
 */
record Value(double number, double noise, boolean stored) {}
