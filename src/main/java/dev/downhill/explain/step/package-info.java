/** One training step opened: every value, local derivative and gradient, and the optimizer's arithmetic. */
@NullMarked
package dev.downhill.explain.step;

import org.jspecify.annotations.NullMarked;
