/** Initial values of parameters, with the names and rules of {@code torch.nn.init}. */
@NullMarked
package dev.downhill.engine.nn.init;

import org.jspecify.annotations.NullMarked;
