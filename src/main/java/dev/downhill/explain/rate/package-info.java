/** A range test of learning rates: the loss while the rate grows. */
@NullMarked
package dev.downhill.explain.rate;

import org.jspecify.annotations.NullMarked;
