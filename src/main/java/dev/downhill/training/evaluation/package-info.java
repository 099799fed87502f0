/** The predictions, losses and accuracy of a model on rows. */
@NullMarked
package dev.downhill.training.evaluation;

import org.jspecify.annotations.NullMarked;
