/** The specification of a job: records that hold every value, defaults filled in. */
@NullMarked
package dev.downhill.specification;

import org.jspecify.annotations.NullMarked;
