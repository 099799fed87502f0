/** A trajectory as CSV and NDJSON. */
@NullMarked
package dev.downhill.export.trajectory;

import org.jspecify.annotations.NullMarked;
