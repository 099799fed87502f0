/** What a job says: read from JSON, checked, every default filled in, every fault named by its JSON pointer. */
@NullMarked
package dev.downhill.training.specification;

import org.jspecify.annotations.NullMarked;

