/** Diagnoses of a run, in words, with the numbers that support them. */
@NullMarked
package dev.downhill.explain.diagnosis;

import org.jspecify.annotations.NullMarked;
