/** Declares the name, options, defaults and limits of a loss, an optimizer or a layer, once. */
@NullMarked
package dev.downhill.engine.catalog;

import org.jspecify.annotations.NullMarked;
