/** Formulas in Python's notation: their grammar, their tree, and the tensors they compute. */
@NullMarked
package dev.downhill.training.expression;

import org.jspecify.annotations.NullMarked;

