/** {@code /learning-rates}: which learning rate to choose, by the loss while the rate grows. */
@NullMarked
package dev.downhill.rates;

import org.jspecify.annotations.NullMarked;
