/** Tensors, the operations between them, and gradients by reverse-mode differentiation of the graph. */
@NullMarked
package dev.downhill.engine.autograd;

import org.jspecify.annotations.NullMarked;
