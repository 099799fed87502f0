package dev.downhill.engine.catalog;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** The type of an option's value. */
public sealed interface OptionType {
    /** True or false. */
    record Flag() implements OptionType {}

    /** A whole number of 32 bits. */
    record Int32() implements OptionType {}

    /** A whole number of 64 bits. */
    record Int64() implements OptionType {}

    /** A finite number. */
    record Real() implements OptionType {}

    /** A list of as many finite numbers as the default has. */
    record Reals() implements OptionType {}

    /**
     * An entry of another catalogue.
     *
     * @param of what the entries of that catalogue are
     */
    record Entry(Class<?> of) implements OptionType {}

    /**
     * Returns the type of a component of a record.
     *
     * @throws IllegalStateException if no option has such a type
     */
    static OptionType of(Type component) {
        if (component == boolean.class) {
            return new Flag();
        }
        if (component == int.class) {
            return new Int32();
        }
        if (component == long.class) {
            return new Int64();
        }
        if (component == double.class) {
            return new Real();
        }
        if (component instanceof ParameterizedType) {
            return new Reals();
        }
        if (component instanceof Class<?> entries && entries.isInterface()) {
            return new Entry(entries);
        }
        throw new IllegalStateException("no option is of " + component);
    }
}
