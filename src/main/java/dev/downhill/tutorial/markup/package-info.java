/** Finds the specifications, the printouts and the single numbers that a Markdown or HTML document marks as such. */
@NullMarked
package dev.downhill.tutorial.markup;

import org.jspecify.annotations.NullMarked;
