/** {@code /transcripts}: what a tutorial prints against what its own specification gives. */
@NullMarked
package dev.downhill.transcripts;

import org.jspecify.annotations.NullMarked;
