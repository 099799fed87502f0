package dev.downhill.engine.catalog;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One option of a kind: a component of its record. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Option {
    /** Returns the effect, in a few words. */
    String value();

    /** Returns the default, as JSON; empty where there is none and the option must be given. */
    String defaultsTo() default "";

    /** Returns the least value that is accepted. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Returns a bound that the value must be greater than. */
    double above() default Double.NEGATIVE_INFINITY;

    /** Returns the greatest value that is accepted. */
    double max() default Double.POSITIVE_INFINITY;

    /** Returns a bound that the value must be less than. */
    double below() default Double.POSITIVE_INFINITY;

    /** Returns for {@link Sizes} how many dimensions there are: a list has so many numbers. */
    int dimensions() default 0;

    /** Returns for {@link Sizes} the words that stand for numbers. */
    String[] words() default {};
}
