package dev.downhill.api.openapi;

import dev.downhill.security.Students;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Configures the head of the OpenAPI document. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    static {
        // Jackson's trees can hold any JSON; springdoc would describe their classes as beans, or not at all.
        SpringDocUtils.getConfig().replaceWithClass(JsonNode.class, Object.class);
        SpringDocUtils.getConfig().replaceWithClass(ObjectNode.class, Map.class);
    }

    @Bean
    OpenAPI openApi(Students students, Optional<BuildProperties> build) {
        OpenAPI document = new OpenAPI()
                .info(new Info()
                        .title("Downhill")
                        .version(build.map(BuildProperties::getVersion).orElse("unknown"))
                        .summary("Gradient descent as a service: watch a network learn.")
                        .description("Send a model, data, a loss, an optimizer and a number of steps; "
                                + "get the trajectory of the weights and of the loss.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .addServersItem(new Server().url("/").description("this service"))
                .components(new Components());
        if (students.needKeys()) {
            document.getComponents()
                    .addSecuritySchemes("bearer", scheme("bearer").description("a key"))
                    .addSecuritySchemes("basic", scheme("basic").description("any name, and a key as the password"));
            document.addSecurityItem(new SecurityRequirement().addList("bearer"));
            document.addSecurityItem(new SecurityRequirement().addList("basic"));
        } else {
            // States explicitly that the service requires no key.
            document.setSecurity(List.of(new SecurityRequirement()));
        }
        return document;
    }

    private static SecurityScheme scheme(String name) {
        return new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme(name);
    }
}
