package dev.downhill.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.specification.Limits;
import dev.downhill.specification.fault.InvalidSpecification;
import dev.downhill.specification.reading.SpecificationReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every specification that a document shows, or a part of one, is accepted. */
class SpecificationsInDocumentsTest {
    private static final Set<String> FIELDS = Set.of(
            "model", "data", "loss", "optimizer", "schedule", "regularization", "gradientClipping", "stop", "record");
    private static final String BASE = """
            {"model": {"layers": [{"type": "linear", "units": 3}]}, "data": {"generator": "spiral", "n": 40}}""";

    private final JsonMapper json = new JsonMapper();
    private final SpecificationReader reader = new SpecificationReader(Limits.DEFAULT);

    @Test
    void everySpecificationOfADocumentIsAccepted() throws Exception {
        List<String> refused = new ArrayList<>();
        int read = 0;
        for (Markdown document : Markdown.forReaders().toList()) {
            for (Markdown.Block block : document.blocks()) {
                ObjectNode specification = block.language().equals("json") ? specification(block.text()) : null;
                if (specification != null) {
                    read++;
                    try {
                        var unused = reader.read(specification);
                    } catch (InvalidSpecification e) {
                        refused.add(document + ": " + block.text() + e.getMessage());
                    }
                }
            }
        }

        assertThat(refused).isEmpty();
        assertThat(read).isGreaterThan(5);
    }

    @Test
    void everyExampleIsAccepted() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".json")).toList()) {
                assertThat(reader.read(json.readTree(file))).as(file.toString()).isNotNull();
            }
        }
    }

    /** Returns the block as a specification, with the rest filled in if it is a part of one; null if it is something else. */
    private @Nullable ObjectNode specification(String text) {
        JsonNode node;
        try {
            node = json.readTree(text);
        } catch (JacksonException e) {
            // An output with parts left out.
            return null;
        }
        if (!(node instanceof ObjectNode part)
                || !FIELDS.containsAll(part.propertyNames().stream()
                        .filter(name -> !Set.of("name", "steps", "batchSize", "seed", "dtype", "frozen")
                                .contains(name))
                        .toList())
                || part.propertyNames().stream().noneMatch(FIELDS::contains)) {
            return null;
        }
        ObjectNode whole = json.readTree(BASE).asObject();
        whole.setAll(part);
        return whole;
    }
}
