/** Capsules as clients get them. */
@NullMarked
package dev.downhill.jobs.capsule;

import org.jspecify.annotations.NullMarked;
