/** Losses, written in tensor operations. */
@NullMarked
package dev.downhill.engine.loss;

import org.jspecify.annotations.NullMarked;
