/** {@code /documents}: tutorials checked and mended. */
@NullMarked
package dev.downhill.tutorial;

import org.jspecify.annotations.NullMarked;
