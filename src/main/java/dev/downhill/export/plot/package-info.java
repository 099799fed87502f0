/** Pictures of a run: curves over its steps. */
@NullMarked
package dev.downhill.export.plot;

import org.jspecify.annotations.NullMarked;
