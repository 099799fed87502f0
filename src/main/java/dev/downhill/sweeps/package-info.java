/** One specification with a grid over some of its fields: many jobs, ranked. */
@NullMarked
package dev.downhill.sweeps;

import org.jspecify.annotations.NullMarked;
