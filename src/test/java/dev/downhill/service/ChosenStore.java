package dev.downhill.service;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Lets the tests of a service run on PostgreSQL: {@code -Dtest.store=postgresql}. */
final class ChosenStore implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (System.getProperty("test.store", "memory").equals("postgresql")) {
            TestPropertyValues.of(TestDatabase.properties(TestDatabase.create()))
                    .applyTo(context);
        }
    }
}
