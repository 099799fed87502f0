/** Computations that a request waits for, on threads of their own, limited in number and in time. */
@NullMarked
package dev.downhill.analysis;

import org.jspecify.annotations.NullMarked;
