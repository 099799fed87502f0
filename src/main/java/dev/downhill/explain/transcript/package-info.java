/** What a tutorial prints against what its own specification gives. */
@NullMarked
package dev.downhill.explain.transcript;

import org.jspecify.annotations.NullMarked;
