/** The figure {@code <downhill-run>} in pages of others, in a real browser. */
@NullMarked
package dev.downhill.embed;

import org.jspecify.annotations.NullMarked;
