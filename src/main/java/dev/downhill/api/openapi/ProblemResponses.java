package dev.downhill.api.openapi;

import dev.downhill.security.Students;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Says of every operation in the OpenAPI document with which problems it may answer. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemResponses implements OpenApiCustomizer {
    private static final String PROBLEM = "Problem";

    private final boolean asksForKeys;

    ProblemResponses(Students students) {
        this.asksForKeys = students.needKeys();
    }

    @Override
    public void customise(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(new Components());
        }
        document.getComponents().addSchemas(PROBLEM, schema());
        document.getPaths().forEach(this::describe);
    }

    private void describe(String path, PathItem item) {
        for (Operation operation : item.readOperations()) {
            ApiResponses answers = operation.getResponses();
            add(answers, "400", "an invalid parameter or body; the problem names it");
            add(answers, "406", "no format that the request accepts is available");
            if (path.contains("{")) {
                add(answers, "404", "the id does not exist, or is no longer kept");
            }
            if (asksForKeys) {
                add(answers, "401", "the service asks for a key");
            }
            add(answers, "403", "the page comes from an origin that `downhill.web.cors-origins` does not list");
            if (path.endsWith("/cancel")) {
                add(answers, "409", "it has ended");
            }
            if (path.startsWith("/class")) {
                add(answers, "404", "the service has no students");
            }
            if (isComputed(operation)) {
                add(answers, "409", "the job has not ended yet, or has no step");
                add(answers, "422", "the model, its data or the limits of the service do not permit it");
                addLater(answers, "429", "too many requests, or a queue is full; try again later");
            }
            if (isComputed(operation) || operation.getRequestBody() != null) {
                addLater(answers, "503", "memory is in use by others, or the service is stopping; try again later");
            }
            if (operation.getRequestBody() != null) {
                add(answers, "408", "the body arrives too slowly");
                add(answers, "413", "the body is longer than `downhill.web.request-size`");
                add(answers, "415", "the media type of the body is not supported");
                add(answers, "422", "the body is valid JSON but cannot be processed; `errors` names every place");
            }
        }
        Operation post = item.getPost();
        if (post != null) {
            addLater(post.getResponses(), "429", "too many requests, or a queue is full; try again later");
        }
    }

    /** Whether the answer takes memory or a place in a queue of its own. */
    private static boolean isComputed(Operation operation) {
        return operation.getTags() != null
                && operation.getTags().stream().anyMatch(Set.of("Explain", "Models", "Results")::contains);
    }

    private static void addLater(ApiResponses answers, String status, String description) {
        add(answers, status, description)
                .addHeaderObject(
                        "Retry-After", new Header().description("in seconds").schema(new IntegerSchema()));
    }

    private static ApiResponse add(ApiResponses answers, String status, String description) {
        var problem = new MediaType().schema(SchemaParts.reference(PROBLEM));
        var answer = new ApiResponse()
                .description(description)
                .content(new Content().addMediaType("application/problem+json", problem));
        answers.putIfAbsent(status, answer);
        return answers.get(status);
    }

    private static Schema<?> schema() {
        Schema<?> fault = new ObjectSchema()
                .addProperty(
                        "pointer", new StringSchema().description("the place of the fault, a JSON pointer (RFC 6901)"))
                .addProperty("code", new StringSchema().description("the kind of fault; it does not change"))
                .addProperty("message", new StringSchema().description("a description for people"))
                .required(List.of("pointer", "code", "message"));
        return new ObjectSchema()
                .description("RFC 9457")
                .addProperty("type", new StringSchema().format("uri-reference"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema().format("uri-reference"))
                .addProperty("traceId", new StringSchema().description("finds the request in the log"))
                .addProperty("errors", new ArraySchema().items(fault).description("every fault of a specification"));
    }
}
