/** What a run records: points of the trajectory, and checkpoints to start again from. */
@NullMarked
package dev.downhill.training.record;

import org.jspecify.annotations.NullMarked;
