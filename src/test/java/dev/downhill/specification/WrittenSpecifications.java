package dev.downhill.specification;

import dev.downhill.specification.reading.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every specification that stands in a file of this project, by the file's name: references, examples and lessons. */
public final class WrittenSpecifications {
    private static final JsonMapper JSON = new JsonMapper();

    private WrittenSpecifications() {}

    public static Map<String, ObjectNode> all() throws IOException {
        Map<String, ObjectNode> all = new LinkedHashMap<>();
        for (Path file : files("src/test/resources/reference", "examples")) {
            JsonNode json = JSON.readTree(file);
            all.put(file.getFileName().toString(), (ObjectNode)
                    (json.has("specification") ? json.get("specification") : json));
        }
        for (Path file : files("src/main/resources/lessons")) {
            Object document = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            JsonNode lesson = JSON.valueToTree(document);
            var specification = (ObjectNode) lesson.get("specification");
            all.put(file.getFileName().toString(), specification);
            for (JsonNode variation : lesson.path("variations")) {
                ObjectNode changed = specification;
                for (Map.Entry<String, JsonNode> change :
                        variation.get("changes").properties()) {
                    changed = new Change(change.getKey(), change.getValue()).appliedTo(changed);
                }
                all.put(file.getFileName() + ", " + variation.get("name").asString(), changed);
            }
        }
        return all;
    }

    private static List<Path> files(String... folders) throws IOException {
        Stream<Path> all = Stream.empty();
        for (String folder : folders) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                all = Stream.concat(all, files.sorted().toList().stream());
            }
        }
        return all.filter(file -> file.toString().matches(".*\\.(json|yaml)")).toList();
    }
}
