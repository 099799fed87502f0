/** Steps, graphs, loss surfaces and sharpness of a job. */
@NullMarked
package dev.downhill.jobs.explain;

import org.jspecify.annotations.NullMarked;
