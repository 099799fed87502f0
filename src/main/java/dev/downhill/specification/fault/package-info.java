/** The errors of a specification, each with its JSON pointer. */
@NullMarked
package dev.downhill.specification.fault;

import org.jspecify.annotations.NullMarked;
