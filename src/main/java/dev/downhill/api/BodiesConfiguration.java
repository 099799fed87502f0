package dev.downhill.api;

import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Which media types a body may have: those that an operation names, and no others. */
@Configuration(proxyBeanMethods = false)
class BodiesConfiguration implements WebMvcConfigurer {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new BodyType());
    }

    /** Swagger brings a reader of YAML, which Spring would use for the bodies of requests too. */
    @Bean
    ServerHttpMessageConvertersCustomizer noYaml() {
        return converters -> converters.configureMessageConvertersList(all ->
                all.removeIf(converter -> converter.getSupportedMediaTypes().contains(MediaType.APPLICATION_YAML)));
    }
}
