package dev.downhill.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The reference says what the running service says. {@code -Ddocuments.write=true} writes the generated parts of {@code api.md}
 * and {@code catalogue.md}.
 */
@ServiceTest
class ReferenceDocumentsTest {
    private static final Path REFERENCE = Path.of("docs/reference");
    private static final String MARK =
            "<!-- ReferenceDocumentsTest writes the rest of this file from the running service. -->\n";
    private static final List<String> TAGS =
            List.of("Jobs", "Lessons", "Sweeps", "Datasets", "Gradients", "Learning rates", "Transcripts", "Catalog");
    private static final List<String> METHODS = List.of("get", "post", "put", "delete");
    private static final Pattern FIELD = Pattern.compile("`(\\w+)`");

    private final Service service;

    ReferenceDocumentsTest(Service service) {
        this.service = service;
    }

    @Test
    void theApiIsThatOfTheOpenApiDocument() throws Exception {
        JsonNode document = service.json(service.get("/v3/api-docs"));
        var text = new StringBuilder();
        document.get("tags")
                .valueStream()
                .sorted(Comparator.comparingInt(
                                (JsonNode tag) -> TAGS.indexOf(tag.get("name").asString()) & Integer.MAX_VALUE)
                        .thenComparing(tag -> tag.get("name").asString()))
                .forEach(tag -> {
                    String name = tag.get("name").asString();
                    text.append("\n## ")
                            .append(name)
                            .append('\n')
                            .append(tag.get("description").asString())
                            .append('\n');
                    operations(document, name).forEach(text::append);
                });

        compare("api.md", text.toString());
    }

    /** Returns the operations of a tag, by path. */
    private static Stream<String> operations(JsonNode document, String tag) {
        return document.get("paths").properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(path -> METHODS.stream()
                        .filter(method -> path.getValue().has(method))
                        .filter(method -> path.getValue()
                                .get(method)
                                .at("/tags/0")
                                .asString()
                                .equals(tag))
                        .map(method ->
                                operation(path.getKey(), method, path.getValue().get(method))));
    }

    private static String operation(String path, String method, JsonNode operation) {
        var text = new StringBuilder("\n### ")
                .append(method.toUpperCase(Locale.ROOT))
                .append(' ')
                .append(path)
                .append('\n');
        text.append(sentence(operation.get("summary").asString()));
        if (operation.has("description")) {
            text.append(' ')
                    .append(sentence(
                            operation.get("description").asString().strip().replaceAll("\\s+", " ")));
        }
        text.append("\n\n");
        List<String> answers = new ArrayList<>();
        for (Map.Entry<String, JsonNode> answer : operation.get("responses").properties()) {
            if (answer.getKey().startsWith("2")) {
                List<String> types = answer.getValue().path("content").propertyNames().stream()
                        .map(type -> "`" + type + "`")
                        .toList();
                answers.add(answer.getKey() + (types.isEmpty() ? "" : " with " + String.join(", ", types)));
            }
        }
        List<String> problems = operation.get("responses").propertyNames().stream()
                .filter(status -> status.startsWith("4"))
                .sorted()
                .toList();
        text.append("Answers: ").append(String.join("; ", answers));
        text.append(". Problems: ").append(String.join(", ", problems)).append(".\n");
        List<JsonNode> parameters = operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> !parameter.get("name").asString().equals("id"))
                .toList();
        if (!parameters.isEmpty()) {
            text.append("\n| parameter | in | type | default | meaning |\n|---|---|---|---|---|\n");
            parameters.forEach(parameter -> text.append(parameter(parameter)));
        }
        return text.toString();
    }

    private static String parameter(JsonNode parameter) {
        JsonNode schema = parameter.get("schema");
        String type = schema.has("enum")
                ? schema.get("enum")
                        .valueStream()
                        .map(value -> "`" + value.asString() + "`")
                        .collect(Collectors.joining(", "))
                : schema.get("type").asString().equals("array")
                        ? "names"
                        : schema.get("type").asString();
        return row(
                "`" + parameter.get("name").asString() + "`",
                parameter.get("in").asString(),
                type,
                schema.has("default") ? "`" + schema.get("default").asString() + "`" : "",
                parameter.path("description").asString(""));
    }

    @Test
    void theCatalogueIsThatOfTheService() throws Exception {
        JsonNode catalogue = service.json(service.get("/catalog"));
        var text = new StringBuilder();
        for (Map.Entry<String, JsonNode> kinds : catalogue.get("kinds").properties()) {
            text.append("\n## ").append(heading(kinds.getKey())).append('\n');
            text.append("\n| name | option | type | default | limits | meaning |\n|---|---|---|---|---|---|\n");
            for (JsonNode kind : kinds.getValue()) {
                text.append(kind(kind));
            }
        }
        text.append("\n## Functions of expressions\n\n| function | takes |\n|---|---|\n");
        catalogue
                .get("functions")
                .properties()
                .forEach(function -> text.append(
                        row("`" + function.getKey() + "`", function.getValue().asString())));
        text.append("\n## Generators\n\n| generator | data |\n|---|---|\n");
        catalogue
                .get("generators")
                .forEach(generator -> text.append(row(
                        "`" + generator.get("name").asString() + "`",
                        generator.get("text").asString())));
        text.append(
                "\n## Bundled data sets\n\n| data set | data | target | source | licence |\n|---|---|---|---|---|\n");
        catalogue
                .get("datasets")
                .forEach(set -> text.append(row(
                        "`" + set.get("name").asString() + "`",
                        set.get("text").asString(),
                        "`" + set.get("target").asString() + "`",
                        set.get("source").asString(),
                        set.get("licence").asString())));

        compare("catalogue.md", text.toString());
    }

    private static String heading(String kind) {
        String plural = switch (kind) {
            case "loss" -> "losses";
            case "init" -> "initial values";
            default -> kind + "s";
        };
        return plural.substring(0, 1).toUpperCase(Locale.ROOT) + plural.substring(1);
    }

    private static String kind(JsonNode kind) {
        String name = "`" + kind.get("name").asString() + "`";
        String linked =
                kind.has("source") ? "[" + name + "](" + kind.get("source").asString() + ")" : name;
        var rows = new StringBuilder(
                row("**" + linked + "**", "", "", "", "", kind.get("text").asString()));
        for (JsonNode option : kind.path("options")) {
            rows.append(row(
                    "",
                    "`" + option.get("name").asString() + "`",
                    option.get("type").asString(),
                    option.get("required").booleanValue() ? "required" : "`" + shown(option.get("default")) + "`",
                    option.path("bounds").asString(""),
                    option.get("text").asString()));
        }
        return rows.toString();
    }

    private static String shown(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }

    @Test
    void theTableOfFieldsHasEveryFieldOfASpecification() throws Exception {
        JsonNode schema =
                service.json(service.get("/v3/api-docs")).at("/components/schemas/JobSpecification/properties");

        assertThat(fields()).isEqualTo(new TreeSet<>(schema.propertyNames()));
    }

    @Test
    void theTableOfFieldsNamesEveryKind() throws Exception {
        JsonNode kinds = service.json(service.get("/catalog")).get("kinds");
        String document = Files.readString(REFERENCE.resolve("specification.md"));

        for (String what : List.of("layer", "loss", "optimizer", "schedule")) {
            List<String> names = kinds.get(what)
                    .valueStream()
                    .map(kind -> kind.get("name").asString())
                    .toList();
            assertThat(names).allSatisfy(name -> assertThat(document).containsPattern("[` ]" + name + "[` ]"));
        }
    }

    /** The block with {@code "zeroGrad"} is the smallest specification with every default filled in. */
    @Test
    void theDefaultsAreThoseThatTheServiceFillsIn() throws Exception {
        var json = new JsonMapper();
        Markdown document = Markdown.read(REFERENCE.resolve("specification.md"));
        JsonNode documented = json.readTree(document.blocks().stream()
                .map(Markdown.Block::text)
                .filter(block -> block.contains("\"zeroGrad\""))
                .findFirst()
                .orElseThrow());

        JsonNode filled = service.json(service.post("""
                {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]}}""")).get("specification");

        assertThat(documented).isEqualTo(filled);
    }

    private static Set<String> fields() throws Exception {
        return Files.readAllLines(REFERENCE.resolve("specification.md")).stream()
                .dropWhile(line -> !line.startsWith("| field |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1)[1])
                .flatMap(cell -> FIELD.matcher(cell).results())
                .map((MatchResult field) -> field.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    private static String row(String... cells) {
        return "| "
                + String.join(
                        " | ",
                        List.of(cells).stream()
                                .map(cell -> cell.replace("|", "\\|"))
                                .toList()) + " |\n";
    }

    /** Compares what follows the mark of a document, or writes it. */
    private static void compare(String document, String generated) throws Exception {
        Path file = REFERENCE.resolve(document);
        String text = Files.readString(file);
        String expected = text.substring(0, text.indexOf(MARK) + MARK.length()) + generated;
        if (Boolean.getBoolean("documents.write")) {
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file))
                .as("%s is out of date: ./mvnw test -Dtest=ReferenceDocumentsTest -Ddocuments.write=true", file)
                .isEqualTo(expected);
    }
}
