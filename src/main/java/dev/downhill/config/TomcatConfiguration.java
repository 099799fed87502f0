package dev.downhill.config;

import org.apache.catalina.core.StandardContext;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures how Tomcat stops. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {
    /** A JVM that stops leaks nothing; Tomcat would look for leaks, and load every JDBC driver to ask it. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> noLeakChecksAtTheEnd() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context instanceof StandardContext standard) {
                standard.setSkipMemoryLeakChecksOnJvmShutdown(true);
            }
        });
    }
}
