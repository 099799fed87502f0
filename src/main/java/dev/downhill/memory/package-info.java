/** The memory budget: whatever the service holds for a request, it reserves the bytes here first. */
@NullMarked
package dev.downhill.memory;

import org.jspecify.annotations.NullMarked;
