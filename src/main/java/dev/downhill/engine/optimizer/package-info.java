/** Optimizers, written in tensor operations. */
@NullMarked
package dev.downhill.engine.optimizer;

import org.jspecify.annotations.NullMarked;
