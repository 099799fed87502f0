/** Jobs over HTTP: submitting, running, storing, looking at them. */
@NullMarked
package dev.downhill.jobs;

import org.jspecify.annotations.NullMarked;
