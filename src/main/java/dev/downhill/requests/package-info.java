/**
 * The input of a request: its body, limited while it is parsed, and the specification in it, limited while it is read.
 *
 * <p>{@link RequestMemory} is the part of the memory budget that a request holds. A filter opens it and closes it in
 * every case; objects that outlive the request take over their bytes.
 */
@NullMarked
package dev.downhill.requests;

import org.jspecify.annotations.NullMarked;
