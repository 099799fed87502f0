package dev.downhill.api;

import dev.downhill.data.csv.Datasets;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the reading of specifications and its limits. */
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
