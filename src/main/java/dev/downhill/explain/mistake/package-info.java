/** Which mistake of a program prints some lines: changes of a specification or of its steps, tried one by one and in pairs. */
@NullMarked
package dev.downhill.explain.mistake;

import org.jspecify.annotations.NullMarked;
