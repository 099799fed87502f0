/** Tools of the npm registry, for tests. */
@NullMarked
package dev.downhill.npm;

import org.jspecify.annotations.NullMarked;
