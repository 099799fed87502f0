/** What was wrong with a run, in words, with the numbers that say so. */
@NullMarked
package dev.downhill.explain.diagnosis;

import org.jspecify.annotations.NullMarked;
