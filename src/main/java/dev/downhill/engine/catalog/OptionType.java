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

    /** A list of as many finite numbers as the default has; of any number of them where the default is empty. */
    record Reals() implements OptionType {}

    /** One whole number for each dimension of an image, or one for all; also a word if the option takes one. */
    record Sizes() implements OptionType {}

    /** A list of whole numbers, at least one. */
    record Wholes() implements OptionType {}

    /**
     * A list of entries of a catalogue.
     *
     * @param of what the entries of that catalogue are
     */
    record Entries(Class<?> of) implements OptionType {}

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
        if (component == dev.downhill.engine.catalog.Sizes.class) {
            return new Sizes();
        }
        if (component instanceof ParameterizedType list) {
            Type element = list.getActualTypeArguments()[0];
            if (element == Double.class) {
                return new Reals();
            }
            return element == Integer.class ? new Wholes() : new Entries((Class<?>) element);
        }
        if (component instanceof Class<?> entries && entries.isInterface()) {
            return new Entry(entries);
        }
        throw new IllegalStateException("no option is of " + component);
    }
}
