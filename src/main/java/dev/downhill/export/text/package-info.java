/** A run as lines for a terminal. */
@NullMarked
package dev.downhill.export.text;

import org.jspecify.annotations.NullMarked;
