/** Columns of numbers. */
@NullMarked
package dev.downhill.data;

import org.jspecify.annotations.NullMarked;
