/** Downhill: gradient descent as a service. */
@NullMarked
package dev.downhill;

import org.jspecify.annotations.NullMarked;
