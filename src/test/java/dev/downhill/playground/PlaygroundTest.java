package dev.downhill.playground;

import dev.downhill.service.ServiceTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of the page of a service; all of its kind share one service, with its usual properties. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@InBrowser
// Spring starts another service for other properties. Nothing reads this one.
@ServiceTest(properties = "test.browser=true")
public @interface PlaygroundTest {}
