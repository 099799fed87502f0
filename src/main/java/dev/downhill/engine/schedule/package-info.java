/** How the learning rate changes from step to step. */
@NullMarked
package dev.downhill.engine.schedule;

import org.jspecify.annotations.NullMarked;
