package dev.downhill.engine.catalog;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name of a kind, as a specification writes it, and what it is. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Named {
    /** Returns the name in a specification, such as {@code sgd}. */
    String value();

    /** Returns a description, in a sentence. */
    String text();

    /** Returns the source of the definition: a paper, or the page of the PyTorch class that it equals. */
    String source() default "";
}
