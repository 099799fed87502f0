/** Models: from columns of data to a prediction, with the parameters that are learned. */
@NullMarked
package dev.downhill.specification.model;

import org.jspecify.annotations.NullMarked;
