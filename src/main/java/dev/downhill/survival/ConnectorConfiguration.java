package dev.downhill.survival;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connector that keeps threads for health. */
@Configuration(proxyBeanMethods = false)
class ConnectorConfiguration {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> healthFirst(
            Survival survival, WebEndpointProperties endpoints) {
        return factory -> {
            factory.setProtocol(HealthFirstProtocol.class.getName());
            factory.addProtocolHandlerCustomizers(handler -> {
                if (handler instanceof HealthFirstProtocol protocol) {
                    protocol.healthFirst().setSurvival(survival);
                    protocol.healthFirst().setPath(factory.getContextPath() + endpoints.getBasePath() + "/health");
                }
            });
        };
    }
}
