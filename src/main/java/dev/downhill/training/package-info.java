/** From a specification to a trajectory: the training loop. */
@NullMarked
package dev.downhill.training;

import org.jspecify.annotations.NullMarked;
