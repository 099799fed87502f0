/** Reads the lines of a printout: tokens, numbers, arrays, labels and tables. */
@NullMarked
package dev.downhill.explain.transcript.printout;

import org.jspecify.annotations.NullMarked;
