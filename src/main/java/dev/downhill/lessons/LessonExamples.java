package dev.downhill.lessons;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Offers every lesson as an example of {@code POST /jobs} in the OpenAPI document. */
@Component
class LessonExamples implements OpenApiCustomizer {
    private final Lessons lessons;
    private final JsonMapper json;

    LessonExamples(Lessons lessons, JsonMapper json) {
        this.lessons = lessons;
        this.json = json;
    }

    @Override
    public void customise(OpenAPI document) {
        RequestBody body = Objects.requireNonNull(document.getPaths().get("/jobs"), "JobController serves it")
                .getPost()
                .getRequestBody();
        MediaType specification =
                Objects.requireNonNull(body.getContent().get("application/json"), "a specification is JSON");
        lessons.all()
                .forEach(served -> specification.addExamples(
                        served.id(),
                        new Example()
                                .summary(served.lesson().title())
                                .value(json.treeToValue(served.lesson().specification(), Map.class))));
    }
}
