/** CSV texts: their cells, columns, options and faults. */
@NullMarked
package dev.downhill.data.csv;

import org.jspecify.annotations.NullMarked;
