/** Runs jobs on bounded threads, within reserved memory. */
@NullMarked
package dev.downhill.jobs.execution;

import org.jspecify.annotations.NullMarked;
