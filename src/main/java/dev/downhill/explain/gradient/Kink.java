package dev.downhill.explain.gradient;

import java.util.List;

/**
 * A point at which a formula has a kink: its slopes to the left and to the right differ.
 *
 * @param at the indices of the element of the parameter; empty for a number
 * @param left the slope below the point
 * @param right the slope above it
 */
public record Kink(List<Integer> at, double left, double right) {}
