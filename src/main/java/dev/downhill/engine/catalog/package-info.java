/** How a kind of loss, optimizer or layer says its name, options, defaults and limits, once. */
@NullMarked
package dev.downhill.engine.catalog;

import org.jspecify.annotations.NullMarked;
