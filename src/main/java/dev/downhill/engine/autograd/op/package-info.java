/** The operations between tensors: one record each, with its forward computation and its derivative side by side. */
@NullMarked
package dev.downhill.engine.autograd.op;

import org.jspecify.annotations.NullMarked;
