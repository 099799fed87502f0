/** The documents tell what is true. */
@NullMarked
package dev.downhill.documents;

import org.jspecify.annotations.NullMarked;
