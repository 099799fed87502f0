/** A training step opened up: its graph, every number in it, and how each came about. */
@NullMarked
package dev.downhill.explain;

import org.jspecify.annotations.NullMarked;
