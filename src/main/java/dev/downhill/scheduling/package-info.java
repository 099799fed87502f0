/** Threads that many clients share in turn. */
@NullMarked
package dev.downhill.scheduling;

import org.jspecify.annotations.NullMarked;
