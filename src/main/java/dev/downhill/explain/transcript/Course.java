package dev.downhill.explain.transcript;

import dev.downhill.training.record.Trajectory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a program computes.
 *
 * @param trajectory every step, with all parameters and gradients
 * @param diverged whether the step after these left the finite range
 * @param rows the rows of each step, numbered from 0; null where every step sees all rows, or where a replay of the
 *     specification finds them
 */
public record Course(
        Trajectory trajectory, boolean diverged, @Nullable List<int[]> rows) {}
