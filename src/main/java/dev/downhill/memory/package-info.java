/** The one memory budget: everything that a request can make the service hold reserves its bytes here first. */
@NullMarked
package dev.downhill.memory;

import org.jspecify.annotations.NullMarked;
