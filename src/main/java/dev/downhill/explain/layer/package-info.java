/** The layers of a step opened: how one element of a layer's output came about, number by number. */
@NullMarked
package dev.downhill.explain.layer;

import org.jspecify.annotations.NullMarked;
