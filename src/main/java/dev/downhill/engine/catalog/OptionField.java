package dev.downhill.engine.catalog;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/**
 * An option as its record declares it.
 *
 * @param name the name of the component, which is that in a specification
 * @param option the text, the default and the bounds of the declaration
 */
public record OptionField(String name, OptionType type, Option option) {
    static OptionField of(RecordComponent component) {
        Option option = component.getAnnotation(Option.class);
        if (option == null) {
            throw new IllegalStateException(
                    component.getDeclaringRecord().getName() + "." + component.getName() + " has no @Option");
        }
        return new OptionField(component.getName(), OptionType.of(component.getGenericType()), option);
    }

    /** Returns whether a specification must give it. */
    public boolean required() {
        return option.defaultsTo().isEmpty();
    }

    /** Returns whether a number lies within the bounds; NaN does not. */
    public boolean accepts(double number) {
        return number >= option.min()
                && number <= option.max()
                && (number > option.above() || option.above() == Double.NEGATIVE_INFINITY)
                && (number < option.below() || option.below() == Double.POSITIVE_INFINITY);
    }

    /** Returns the bounds in words, such as {@code at least 0 and less than 1}; empty where there are none. */
    public String bounds() {
        List<String> bounds = new ArrayList<>();
        addBound(bounds, "at least ", option.min());
        addBound(bounds, "greater than ", option.above());
        addBound(bounds, "at most ", option.max());
        addBound(bounds, "less than ", option.below());
        return String.join(" and ", bounds);
    }

    private static void addBound(List<String> bounds, String words, double bound) {
        if (!Double.isInfinite(bound)) {
            bounds.add(words + (bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound)));
        }
    }
}
