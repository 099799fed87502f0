/** Compares a tutorial's printout with the results of its own specification. */
@NullMarked
package dev.downhill.explain.transcript;

import org.jspecify.annotations.NullMarked;
