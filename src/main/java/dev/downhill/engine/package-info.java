/** The engine: tensors, graphs, reverse-mode differentiation and their execution, on the JDK alone. */
@NullMarked
package dev.downhill.engine;

import org.jspecify.annotations.NullMarked;
