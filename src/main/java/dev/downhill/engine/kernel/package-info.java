/** Loops over arrays of numbers. Knows no tensor. */
@NullMarked
package dev.downhill.engine.kernel;

import org.jspecify.annotations.NullMarked;
