/** Lowers a training step to bytecode: scalars in locals, element-wise chains in fused loops, the rest in kernels. */
@NullMarked
package dev.downhill.engine.compile;

import org.jspecify.annotations.NullMarked;
