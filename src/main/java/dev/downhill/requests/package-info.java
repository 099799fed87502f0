/**
 * What a request brings: its body, bounded while it is parsed, and the specification in it, bounded while it is read.
 *
 * <p>{@link RequestMemory} is what a request holds of the memory budget. Its filter opens it and closes it in every path, and
 * whatever outlives the request takes it over.
 */
@NullMarked
package dev.downhill.requests;

import org.jspecify.annotations.NullMarked;
