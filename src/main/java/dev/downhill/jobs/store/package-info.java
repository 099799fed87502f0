/** Keeps jobs in memory, evicts ended ones, and remembers idempotency keys. */
@NullMarked
package dev.downhill.jobs.store;

import org.jspecify.annotations.NullMarked;
