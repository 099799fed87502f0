/** The packages and who may use whom. */
@NullMarked
package dev.downhill.architecture;

import org.jspecify.annotations.NullMarked;
