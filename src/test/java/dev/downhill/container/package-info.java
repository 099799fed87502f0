/** The image, driven from outside: {@code .ci/containers} builds it and runs these tests after the others. */
@NullMarked
package dev.downhill.container;

import org.jspecify.annotations.NullMarked;
