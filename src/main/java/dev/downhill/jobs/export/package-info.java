/** Plots, predictions, samples and models of a job. */
@NullMarked
package dev.downhill.jobs.export;

import org.jspecify.annotations.NullMarked;
