/** The gradient of a formula at a point, computed in two ways. */
@NullMarked
package dev.downhill.explain.gradient;

import org.jspecify.annotations.NullMarked;
