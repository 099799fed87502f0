package dev.downhill.jobs.explain;

import dev.downhill.analysis.Answers;
import dev.downhill.explain.graph.GraphView;
import dev.downhill.explain.graph.Svg;
import dev.downhill.explain.step.Dot;
import dev.downhill.jobs.ExplainProperties;
import dev.downhill.jobs.Jobs;
import dev.downhill.specification.JobSpecification;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /jobs/{id}/graph}. */
@RestController
@RequestMapping("/jobs/{id}/graph")
@Tag(name = "Explain")
class GraphController {
    static final String GRAPHVIZ = "text/vnd.graphviz";
    private static final String SVG = "image/svg+xml";

    private final Jobs jobs;
    private final Answers answers;
    private final ExplainProperties properties;

    GraphController(Jobs jobs, Answers answers, ExplainProperties properties) {
        this.jobs = jobs;
        this.answers = answers;
        this.properties = properties;
    }

    @Operation(
            operationId = "getGraph",
            summary = "The computation graph of the forward pass and the loss",
            description = "Also as `text/vnd.graphviz` and `image/svg+xml`.")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    GraphView graph(@PathVariable String id) {
        JobSpecification job = jobs.get(id).specification();
        return answers.compute(() -> GraphView.of(job));
    }

    @Operation(hidden = true)
    @GetMapping(produces = GRAPHVIZ)
    String graphAsDot(@PathVariable String id) {
        JobSpecification job = jobs.get(id).specification();
        return answers.compute(() -> Dot.of(GraphView.of(job)));
    }

    @Operation(hidden = true)
    @GetMapping(produces = SVG)
    String graphAsSvg(@PathVariable String id) {
        JobSpecification job = jobs.get(id).specification();
        return answers.compute(() -> Svg.of(GraphView.of(job), properties.drawingParts()));
    }
}
