/** Capsules: a run in one file, for figures in pages that stand alone. */
@NullMarked
package dev.downhill.jobs.capsule;

import org.jspecify.annotations.NullMarked;
