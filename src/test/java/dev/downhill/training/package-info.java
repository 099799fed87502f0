/** Runs from specification to trajectory. */
@NullMarked
package dev.downhill.training;

import org.jspecify.annotations.NullMarked;
