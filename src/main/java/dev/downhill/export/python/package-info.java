/** A run as a PyTorch script. */
@NullMarked
package dev.downhill.export.python;

import org.jspecify.annotations.NullMarked;
