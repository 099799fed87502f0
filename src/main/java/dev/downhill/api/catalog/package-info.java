/** {@code GET /catalog}: the kinds of layers, losses, optimizers and the like, with their options. */
@NullMarked
package dev.downhill.api.catalog;

import org.jspecify.annotations.NullMarked;
