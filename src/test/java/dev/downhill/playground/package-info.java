/** The playground in a real browser. */
@NullMarked
package dev.downhill.playground;

import org.jspecify.annotations.NullMarked;
