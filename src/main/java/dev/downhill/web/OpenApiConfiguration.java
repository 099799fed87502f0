package dev.downhill.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The head of the OpenAPI document. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Downhill")
                        .version("1")
                        .summary("Gradient descent as a service: watch a network learn.")
                        .description("Send a model, data, a loss, an optimizer and a number of steps; "
                                + "get the trajectory of the weights and of the loss.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
    }
}
