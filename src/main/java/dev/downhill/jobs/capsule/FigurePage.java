package dev.downhill.jobs.capsule;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** {@code /embed}: a page with nothing but a figure, for frames. */
@Configuration(proxyBeanMethods = false)
class FigurePage implements WebMvcConfigurer {
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/embed").setViewName("forward:/embed/frame.html");
    }
}
