package dev.downhill.jobs;

import dev.downhill.training.specification.Limits;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The bounds of a specification, as the properties set them. */
@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {
    @Bean
    Limits limits(LimitsProperties properties) {
        return properties.limits();
    }
}
