/** {@code /gradients}: a formula at a point, and its gradient in two ways. */
@NullMarked
package dev.downhill.gradients;

import org.jspecify.annotations.NullMarked;
