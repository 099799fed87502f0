package dev.downhill.api.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Puts the groups of operations and their paths into the order in which a reader needs them: jobs first. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class TagOrder implements OpenApiCustomizer {
    private static final Map<String, String> TAGS = new LinkedHashMap<>();

    static {
        TAGS.put("Jobs", "Train a model: submit a specification, watch the job, cancel it, continue it from any step.");
        TAGS.put("Results", "What a run recorded: its trajectory, live or afterwards, its data, and its plot.");
        TAGS.put("Explain", "How it learned: any step number by number, the computation graph, the loss surface.");
        TAGS.put("Models", "The trained model: its weights in several formats, its predictions, its text.");
    }

    private static final List<String> FURTHER = List.of(
            "Lessons", "Catalog", "Sweeps", "Datasets", "Gradients", "Learning rates", "Transcripts", "Documents");

    @Override
    public void customise(OpenAPI document) {
        Map<String, Tag> found = new LinkedHashMap<>();
        TAGS.forEach((name, text) -> found.put(name, new Tag().name(name).description(text)));
        List<Tag> others = document.getTags() == null ? List.of() : document.getTags();
        others.stream()
                .sorted(Comparator.comparingInt(tag -> FURTHER.indexOf(tag.getName())))
                .forEach(tag -> found.putIfAbsent(tag.getName(), tag));
        document.setTags(List.copyOf(found.values()));
        document.setPaths(ordered(document.getPaths(), found.keySet()));
    }

    /** The paths tag by tag, otherwise in their order. */
    private static Paths ordered(Paths paths, Set<String> tags) {
        var ordered = new Paths();
        Set<String> placed = new HashSet<>();
        for (String tag : tags) {
            paths.forEach((path, item) -> {
                if (has(item, tag) && placed.add(path)) {
                    ordered.addPathItem(path, item);
                }
            });
        }
        paths.forEach(ordered::putIfAbsent);
        ordered.setExtensions(paths.getExtensions());
        return ordered;
    }

    private static boolean has(PathItem item, String tag) {
        return item.readOperations().stream()
                .map(Operation::getTags)
                .anyMatch(tags -> tags != null && tags.contains(tag));
    }
}
