package dev.downhill.explain.gradient;

import java.util.List;

/**
 * Where a formula bends: its slopes to the left and to the right of the point differ.
 *
 * @param at the indices of the element of the parameter; empty for a number
 * @param left the slope below the point
 * @param right the slope above it
 */
public record Kink(List<Integer> at, double left, double right) {}
