package dev.downhill.engine.compile;

import dev.downhill.engine.autograd.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * An array of a plan, which a loop allocates.
 *
 * @param length in elements
 * @param constant its contents where they never change, else null
 */
record Buffer(int length, @Nullable NDArray constant) {
    Object allocate(Real real) {
        Object array = real.newArray(length);
        if (constant != null) {
            real.copyIn(constant.values(), array);
        }
        return array;
    }
}
