package dev.downhill.jobs.stream;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Objects;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/**
 * Describes the stream of a job's events in the OpenAPI document: a text in the format of server-sent events, each of whose
 * {@code data} is JSON, a {@code JobEvent}.
 */
@Component
class EventSchemas implements OpenApiCustomizer {
    private static final String SERVED = "JobEventsController serves it";

    @Override
    public void customise(OpenAPI document) {
        Components components = document.getComponents();
        ModelConverters.getInstance(true).read(JobEvents.StatusEvent.class).forEach(components::addSchemas);
        components.addSchemas(
                "JobEvent",
                new Schema<>()
                        .description("the `data` of an event: of `status`, of `steps` and of `finished`")
                        .addOneOfItem(reference("StatusEvent"))
                        .addOneOfItem(reference("TrajectoryView"))
                        .addOneOfItem(reference("JobView")));
        Schema<?> stream = new StringSchema();
        stream.setTypes(Set.of("string"));
        stream.setContentMediaType("application/json");
        stream.setContentSchema(reference("JobEvent"));
        ApiResponses answers = Objects.requireNonNull(document.getPaths().get("/jobs/{id}/events"), SERVED)
                .getGet()
                .getResponses();
        Content content = Objects.requireNonNull(answers.get("200"), SERVED).getContent();
        Objects.requireNonNull(content.get("text/event-stream"), SERVED).schema(stream);
    }

    private static Schema<?> reference(String name) {
        return new Schema<>().$ref(Components.COMPONENTS_SCHEMAS_REF + name);
    }
}
