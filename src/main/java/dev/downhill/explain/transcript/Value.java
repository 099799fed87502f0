package dev.downhill.explain.transcript;

/**
 * A number of a run.
 *
 * @param single the value in a float32 run
 * @param singleNoise the error of float32
 * @param noise the error of float64
 * @param stored whether the run holds it in its own precision, so a float32 prints as one
 */
public record Value(double number, double single, double singleNoise, double noise, boolean stored) {}
