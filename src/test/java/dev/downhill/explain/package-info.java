/** Explanations of steps. */
@NullMarked
package dev.downhill.explain;

import org.jspecify.annotations.NullMarked;
