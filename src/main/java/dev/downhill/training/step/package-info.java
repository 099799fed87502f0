/** The graph of one training step, and what takes steps with it. */
@NullMarked
package dev.downhill.training.step;

import org.jspecify.annotations.NullMarked;
