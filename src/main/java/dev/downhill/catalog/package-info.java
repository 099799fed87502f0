/** Everything that a specification can name, over HTTP. */
@NullMarked
package dev.downhill.catalog;

import org.jspecify.annotations.NullMarked;

