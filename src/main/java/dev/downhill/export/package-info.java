/** A run as something to take away: the lines that a tutorial prints. */
@NullMarked
package dev.downhill.export;

import org.jspecify.annotations.NullMarked;
