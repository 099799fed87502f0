/** The loss as a function of the weights: its surface, and how strongly it curves. */
@NullMarked
package dev.downhill.explain.landscape;

import org.jspecify.annotations.NullMarked;
