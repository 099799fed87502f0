/** Lessons: specifications that run, with what to look for. */
@NullMarked
package dev.downhill.lessons;

import org.jspecify.annotations.NullMarked;
