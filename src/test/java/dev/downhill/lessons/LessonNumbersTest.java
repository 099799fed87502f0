package dev.downhill.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every number in the text of a lesson is true: it stands in the lesson's specification or in a variation's, it is part of an
 * equation that holds, or {@code lesson-evidence.yaml} says how it follows from the lesson's runs.
 */
@ServiceTest
class LessonNumbersTest {
    private static final Path EVIDENCE = Path.of("src/test/resources/lesson-evidence.yaml");
    private static final List<String> PARTS = List.of("**Do:** ", "**See:** ", "**Why:** ");
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![\\w.])-?\\d+(?:,\\d{3})*(?:\\.\\d+)?(?:e-?\\d+)?(?: %)?(?![\\w.]*\\d)"
                    + "|(?<![\\w-])(?:hundreds|half|twice|(?:ten-)?(?:fifth|tenth|twentieth|hundredth|thousandth|millionth))(?!\\w)");
    private static final Pattern EQUATION =
            Pattern.compile("((?:log\\(\\d+\\)|[-\\d(][-\\d.+*/() ]*\\d\\)?)) = (-?\\d+(?:\\.\\d+)?)");
    private static final Pattern PLACE = Pattern.compile("(least|greatest)?\\[(?:([^|\\[\\]]+) \\| )?(/[^\\[\\]]*)]");
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("two", "2"),
            Map.entry("three", "3"),
            Map.entry("four", "4"),
            Map.entry("five", "5"),
            Map.entry("six", "6"),
            Map.entry("seven", "7"),
            Map.entry("eight", "8"),
            Map.entry("nine", "9"),
            Map.entry("ten", "10"),
            Map.entry("twelve", "12"),
            Map.entry("twenty", "20"),
            Map.entry("thirty", "30"),
            Map.entry("hundred", "100"),
            Map.entry("thousand", "1000"));

    private final Service service;

    LessonNumbersTest(Service service) {
        this.service = service;
    }

    private Stream<JsonNode> lessons() throws Exception {
        List<JsonNode> lessons = new ArrayList<>();
        for (JsonNode entry : service.json(service.get("/lessons")).get("lessons")) {
            lessons.add(service.json(service.get(entry.get("self").asString())));
        }
        return lessons.stream();
    }

    @TestFactory
    Stream<DynamicTest> everyNumberOfALessonIsTrue() throws Exception {
        JsonNode evidence = new JsonMapper()
                .valueToTree(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(EVIDENCE)));
        return lessons()
                .map(lesson -> dynamicTest(
                        lesson.get("title").asString(),
                        () -> check(lesson, evidence.path(lesson.get("id").asString()))));
    }

    @TestFactory
    Stream<DynamicTest> aLessonHasAHookThenWhatToDoWhatToSeeAndWhy() throws Exception {
        return lessons()
                .map(lesson -> dynamicTest(lesson.get("title").asString(), () -> {
                    List<String> paragraphs =
                            List.of(lesson.get("text").asString().strip().split("\\n\\n", -1));

                    assertThat(paragraphs).hasSize(1 + PARTS.size());
                    assertThat(paragraphs.getFirst()).matches("(?s)[^.]+\\.");
                    for (int part = 0; part < PARTS.size(); part++) {
                        assertThat(paragraphs.get(part + 1)).startsWith(PARTS.get(part));
                    }
                }));
    }

    /** The question of a lesson with its choices; empty if there is none. */
    private static String question(JsonNode question) {
        List<String> sentences = new ArrayList<>(List.of(question.path("text").asString("")));
        question.path("choices").forEach(choice -> sentences.add(choice.asString()));
        sentences.add(question.path("because").asString(""));
        return String.join("\n", sentences);
    }

    private void check(JsonNode lesson, JsonNode evidence) throws Exception {
        var sight = new Sight(service, lesson);
        List<String> wrong = new ArrayList<>();
        String text = readable(
                lesson.get("title").asString() + "\n" + lesson.get("text").asString() + "\n"
                        + lesson.at("/check/text").asString() + "\n" + question(lesson.path("question")));
        for (MatchResult equation : EQUATION.matcher(text).results().toList()) {
            if (!rounds(value(equation.group(1)), equation.group(2))) {
                wrong.add(equation.group() + ": it is " + value(equation.group(1)));
            }
        }
        text = EQUATION.matcher(text).replaceAll(" ");

        Set<Double> given = new HashSet<>();
        collect(lesson.get("specification"), given);
        collect(lesson.get("trueValues"), given);
        lesson.get("variations").forEach(variation -> collect(variation.get("changes"), given));
        Set<String> used = new LinkedHashSet<>();
        for (MatchResult match : NUMBER.matcher(text).results().toList()) {
            String number = match.group().replace(",", "");
            if (evidence.has(number)) {
                used.add(number);
                for (JsonNode proof :
                        evidence.get(number).isArray() ? evidence.get(number) : List.of(evidence.get(number))) {
                    if (!proves(proof.asString(), number, sight)) {
                        wrong.add(number + ": " + proof.asString() + " with " + filledIn(proof.asString(), sight));
                    }
                }
            } else if (number.matches(".*[a-z %].*") || !given.contains(Double.parseDouble(number))) {
                wrong.add(number + ": no evidence");
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(evidence.propertyNames()).as("evidence without a number").containsExactlyInAnyOrderElementsOf(used);
    }

    /** Returns a text in ASCII, whose formulas the service can compute and whose number words are digits. */
    private static String readable(String text) {
        String readable = text.replaceAll("\\s+", " ")
                .replaceAll("`[^`]*`", " ")
                .replace("**", "")
                .replace("*", "")
                .replace("−", "-")
                .replace(" · ", " * ")
                .replace("²", "**2")
                .replaceAll("\\bln (\\d+)", "log($1)");
        for (Map.Entry<String, String> word : WORDS.entrySet()) {
            readable = readable.replaceAll("(?i)(?<![\\w-])" + word.getKey() + "(?![\\w-])", word.getValue());
        }
        return readable;
    }

    private boolean proves(String proof, String number, Sight sight) throws Exception {
        String filled = filledIn(proof, sight);
        if (filled.contains(" < ")) {
            String[] sides = filled.split(" < ", -1);
            return value(sides[0]) < value(sides[1]);
        }
        if (filled.contains(" > ")) {
            String[] sides = filled.split(" > ", -1);
            return value(sides[0]) > value(sides[1]);
        }
        return rounds(value(filled), number.replace(" %", ""));
    }

    private static String filledIn(String proof, Sight sight) {
        return PLACE.matcher(proof).replaceAll(place -> {
            var at = new JsonMapper().createObjectNode().put("at", place.group(3));
            if (place.group(2) != null) {
                at.put("of", place.group(2));
            }
            try {
                JsonNode found = sight.at(at);
                Stream<Double> numbers = found.isArray()
                        ? found.valueStream().map(JsonNode::doubleValue)
                        : Stream.of(found.doubleValue());
                double number = "least".equals(place.group(1))
                        ? numbers.min(Double::compare).orElseThrow()
                        : numbers.max(Double::compare).orElseThrow();
                return "(" + number + ")";
            } catch (Exception e) {
                throw new IllegalStateException(proof, e);
            }
        });
    }

    /** Lets the service compute a formula. */
    private double value(String formula) throws Exception {
        String body = new JsonMapper()
                .createObjectNode()
                .put("expression", "(" + formula.toLowerCase(Locale.ROOT) + ") + 0 * nothing")
                .set("parameters", new JsonMapper().createObjectNode().put("nothing", 0.0))
                .toString();
        JsonNode answer = service.json(service.send("POST", "/gradients", body));
        assertThat(answer.has("value")).as("%s: %s", formula, answer).isTrue();
        return answer.get("value").doubleValue();
    }

    /** Returns whether a value, rounded as the number is printed, is that number. */
    private static boolean rounds(double value, String printed) {
        String[] parts = printed.split("e", -1);
        int point = parts[0].indexOf('.');
        int decimals = point < 0 ? 0 : parts[0].length() - point - 1;
        int exponent = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
        return Math.abs(value - Double.parseDouble(printed)) <= 0.5000001 * Math.pow(10, exponent - (double) decimals);
    }

    private static void collect(JsonNode node, Set<Double> numbers) {
        if (node.isNumber()) {
            numbers.add(node.doubleValue());
        } else {
            node.values().forEach(child -> collect(child, numbers));
        }
    }
}
