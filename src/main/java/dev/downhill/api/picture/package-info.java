/** Writes pictures as SVG or PNG, within the memory of answers. */
@NullMarked
package dev.downhill.api.picture;

import org.jspecify.annotations.NullMarked;
