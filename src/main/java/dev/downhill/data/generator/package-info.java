/** Generated data sets. */
@NullMarked
package dev.downhill.data.generator;

import org.jspecify.annotations.NullMarked;
