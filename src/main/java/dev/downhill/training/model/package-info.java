/** Models: from columns of data to a prediction, and the parameters that are learned. */
@NullMarked
package dev.downhill.training.model;

import org.jspecify.annotations.NullMarked;

