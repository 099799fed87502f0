/** Activation functions, written in tensor operations. */
@NullMarked
package dev.downhill.engine.nn.activation;

import org.jspecify.annotations.NullMarked;
