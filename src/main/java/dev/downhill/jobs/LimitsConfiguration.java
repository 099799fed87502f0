package dev.downhill.jobs;

import dev.downhill.data.Datasets;
import dev.downhill.training.specification.Limits;
import dev.downhill.training.specification.SpecificationReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How specifications are read, and the bounds that the properties set. */
@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {
    @Bean
    Limits limits(LimitsProperties properties) {
        return properties.limits();
    }

    @Bean
    SpecificationReader specificationReader(Limits limits, Datasets uploads) {
        return new SpecificationReader(limits, uploads);
    }
}
