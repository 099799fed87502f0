/** Schedules of the learning rate over the steps. */
@NullMarked
package dev.downhill.engine.schedule;

import org.jspecify.annotations.NullMarked;
