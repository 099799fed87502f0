package dev.downhill.classroom;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** {@code /class}: the wall, and for a student the own part of it. */
@Configuration(proxyBeanMethods = false)
class ClassPage implements WebMvcConfigurer {
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/class").setViewName("forward:/class/index.html");
    }
}
