package dev.downhill.explain.transcript;

/**
 * A number of a run.
 *
 * @param single what it is in a run in float32
 * @param singleNoise by how much float32 may miss it
 * @param noise by how much float64 may
 * @param stored whether it is held in the run's precision, so that a float32 prints as one
 */
public record Value(double number, double single, double singleNoise, double noise, boolean stored) {}
