/** Takes recorded steps again, and starts new runs from them. */
@NullMarked
package dev.downhill.training.replay;

import org.jspecify.annotations.NullMarked;
