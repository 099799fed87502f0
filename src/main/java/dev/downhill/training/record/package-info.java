/** The record of a run: points of the trajectory, and checkpoints to repeat steps from. */
@NullMarked
package dev.downhill.training.record;

import org.jspecify.annotations.NullMarked;
