/** Data sets that users bring, over HTTP: CSV in; columns, types and a preview out. */
@NullMarked
package dev.downhill.datasets;

import org.jspecify.annotations.NullMarked;
