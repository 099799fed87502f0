/** What keeps the service answering when memory or processors run out, and what says so when it cannot be trusted any more. */
@NullMarked
package dev.downhill.survival;

import org.jspecify.annotations.NullMarked;
