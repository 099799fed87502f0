/** The grammar of formulas, their tree, and the tensors that they compute. */
@NullMarked
package dev.downhill.specification.expression;

import org.jspecify.annotations.NullMarked;
