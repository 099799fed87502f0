/** Live events of a job. */
@NullMarked
package dev.downhill.jobs.stream;

import org.jspecify.annotations.NullMarked;
