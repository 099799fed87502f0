/** What is wrong with a specification, and where. */
@NullMarked
package dev.downhill.training.fault;

import org.jspecify.annotations.NullMarked;

