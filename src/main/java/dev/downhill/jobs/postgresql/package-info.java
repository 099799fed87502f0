/** Jobs shared by several processes through PostgreSQL: rows, leases, and runs that go on elsewhere. */
@NullMarked
package dev.downhill.jobs.postgresql;

import org.jspecify.annotations.NullMarked;
