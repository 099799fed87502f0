/** The training loop: steps until a run ends, with what it costs and why it ended. */
@NullMarked
package dev.downhill.training.run;

import org.jspecify.annotations.NullMarked;
