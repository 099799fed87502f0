package dev.downhill.api;

import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Accepts request bodies only in the media types that an operation names. */
@Configuration(proxyBeanMethods = false)
class BodiesConfiguration implements WebMvcConfigurer {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new BodyType());
    }

    /** Removes the YAML converter that comes with Swagger, which Spring would also use for request bodies. */
    @Bean
    ServerHttpMessageConvertersCustomizer noYaml() {
        return converters -> converters.configureMessageConvertersList(all ->
                all.removeIf(converter -> converter.getSupportedMediaTypes().contains(MediaType.APPLICATION_YAML)));
    }
}
