/** A class: its students, their assignments, and the wall on which a teacher sees them learn. */
@NullMarked
package dev.downhill.classroom;

import org.jspecify.annotations.NullMarked;
