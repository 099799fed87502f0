/**
 * Keeps the service answering when memory or processors run out, and reports when the process cannot be trusted any
 * more.
 */
@NullMarked
package dev.downhill.survival;

import org.jspecify.annotations.NullMarked;
