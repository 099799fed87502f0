/** Compares the printed numbers of a document with those of its own specifications, and writes the right ones. */
@NullMarked
package dev.downhill.tutorial.check;

import org.jspecify.annotations.NullMarked;
