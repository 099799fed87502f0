/** Layers, activations and how parameters begin, written in tensor operations. */
@NullMarked
package dev.downhill.engine.nn;

import org.jspecify.annotations.NullMarked;
