package dev.downhill.api;

import dev.downhill.data.csv.Datasets;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
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
