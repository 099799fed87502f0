/** Reads JSON into specifications, and reports every fault with its JSON pointer. */
@NullMarked
package dev.downhill.specification.reading;

import org.jspecify.annotations.NullMarked;
