package dev.downhill.tutorial.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.Draws;
import dev.downhill.specification.Limits;
import dev.downhill.specification.RandomSpecifications;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.tutorial.check.DocumentCheck.Change;
import dev.downhill.tutorial.markup.Document;
import dev.downhill.tutorial.markup.Document.Markup;
import dev.downhill.tutorial.markup.Mark;
import dev.downhill.tutorial.markup.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents in {@code src/test/resources/documents}; {@code findings.txt} has what is wrong in them. */
@Execution(ExecutionMode.CONCURRENT)
class DocumentCheckTest {
    private static final Path FOLDER = Path.of("src/test/resources/documents");
    /** What is found must not depend on the machine. */
    private static final DocumentLimits LIMITS = DocumentLimits.DEFAULT.withMistakeTime(Duration.ofMinutes(1));

    private static final DocumentCheck CHECK =
            new DocumentCheck(new SpecificationReader(Limits.DEFAULT), LIMITS, BlockTime.UNLIMITED);

    static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> !file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> rightDocuments() throws IOException {
        return documents().stream()
                .filter(file -> file.toString().contains("right"))
                .toList();
    }

    private static Source source(Path file) throws IOException {
        return Source.of(Files.readAllBytes(file));
    }

    private static Markup markup(Path file) {
        return file.toString().endsWith(".html") ? Markup.HTML : Markup.MARKDOWN;
    }

    private static CheckedDocument check(Path file, Change... changes) throws IOException {
        return CHECK.check(source(file), markup(file), List.of(changes));
    }

    @Test
    void namesWhatIsWrongAndNothingElse() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : documents()) {
            for (Finding finding : check(file).findings()) {
                found.add(file.getFileName() + ":" + finding.line() + ":" + finding.column() + ": "
                        + finding.kind().text() + ": " + finding.message());
            }
        }

        assertThat(found).isEqualTo(Files.readAllLines(FOLDER.resolve("findings.txt")));
    }

    @ParameterizedTest
    @MethodSource("rightDocuments")
    void rightDocumentStaysTheSameToTheLastByte(Path file) throws IOException {
        CheckedDocument document = check(file, Change.FIX, Change.FILL);

        assertThat(document.findings()).isEmpty();
        assertThat(document.right()).isTrue();
        assertThat(document.checked()).isPositive();
        assertThat(document.mended().bytes()).isEqualTo(Files.readAllBytes(file));
    }

    /** A document that prints a weight, which never moves. */
    private static CheckedDocument printed(String weight, String value, Change... changes) {
        String document = """
                ~~~json downhill name=a
                {"model": {"expression": "w * x", "parameters": {"w": %s}}, "data": {"x": [0.0], "y": [6.0]}, "steps": 1}
                ~~~

                It is <!-- downhill of=a value=/result/parameters/w -->%s<!-- /downhill -->.

                ~~~text downhill of=a
                step 1: w=%s
                ~~~
                """.formatted(weight, value, value);
        return CHECK.check(Source.of(document), Markup.MARKDOWN, List.of(changes));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1000.5 | 1,000.5",
                "-1000.5 | -1,000.5",
                "-1000.5 | \u22121,000.5",
                "1000.5 | 1.0005E+03",
                "0.00015 | 1.5e-4",
                "0.00015 | 1.5e\u22124",
                "0.00015 | 1.5E\u221204",
                "-0.00015 | \u22121.5e\u22124",
                "-1.5 | \u22121.5",
                "-1.5 | -.15e1",
                "0.125 | 0.12",
                "0.125 | 0.13"
            })
    void numberIsRightHoweverItIsWritten(String weight, String value) {
        CheckedDocument document = printed(weight, value);

        assertThat(document.findings()).isEmpty();
        assertThat(document.checked()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000.5e", "1000.5.0", "1000.4.5", "1000.5e2.5", "1000.5f", "x1000.5", "1000,5"})
    void partOfSomethingElseIsNoNumber(String value) {
        assertThat(printed("1000.5", value).right()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.5%", "12.5 %", "12.5\u00a0%", "12.5\u202f%", "12.5\u2009%"})
    void percentSignMayStandBehindABlankOfAnyWidth(String value) {
        CheckedDocument document = CHECK.check(Source.of("""
                ~~~json downhill name=a
                {"model": {"expression": "w * x", "parameters": {"w": 0.125}}, "data": {"x": [0.0], "y": [6.0]}, "steps": 1}
                ~~~
                It is <!-- downhill of=a value=/result/parameters/w -->%s<!-- /downhill -->.
                """.formatted(value)), Markup.MARKDOWN, List.of());

        assertThat(document.findings()).isEmpty();
        assertThat(document.checked()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "1.6e\u22124, 1.5e\u22124",
        "\u22121.5e\u22124, 1.5e\u22124",
        "1.6e-4, 1.5e-4",
        "1.5e\u22125, 1.5e\u22124"
    })
    void fixKeepsTheMinusOfAnExponent(String wrong, String right) {
        String mended = printed("0.00015", wrong, Change.FIX).mended().text();

        assertThat(mended).contains("-->" + right + "<!--");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0e9999", "-0e9999", "0e5", "1e309", "1e9999", "2e-400", "inf", "nan"})
    void numberOfAnyExponentIsWrongForThree(String value) {
        CheckedDocument document = printed("3.0", value);

        assertThat(document.findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.WRONG, Finding.Kind.WRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "**%s**", "*%s*", "`%s`", "$%s$", "**`%s`**"})
    void cellOfATableMayBeMarkedUp(String cell) {
        String document = """
                ~~~json downhill name=a
                {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]}, "steps": 2,
                 "optimizer": {"type": "sgd", "learningRate": 0.1}}
                ~~~

                <!-- downhill of=a -->
                | step | CELL |
                |---|---|
                | 1 | 2.40 |
                | 2 | %s |
                <!-- /downhill -->
                """.replace("CELL", cell.formatted("w"));

        assertThat(check(document.formatted(cell.formatted("2.88"))).findings()).isEmpty();
        assertThat(check(document.formatted(cell.formatted("2.87"))).mended().text())
                .isEqualTo(document.formatted(cell.formatted("2.88")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                | step | loss | w |
                |-----:|-----:|---|
                | 1 | 360,000.00 | 240 |
                | 2 | 14,400.00 | 288 |
                | 3 | 576.00 | **297.60** |""", """
                | step | loss | w |
                |-----:|-----:|---|
                | 1 | 360,000.00 | |
                | 2 |  | 288 |
                | 3 | 576.00 | 297.60 |""", """
                step        loss       w
                1     360,000.00  240.00
                2      14,400.00  288.00
                3         576.00  297.60""", """
                step,loss,w
                1,360000,240
                2,14400,288
                3,576,297.60"""})
    void cellOfATableMayBeEmptyOrHaveGroupsOfThousands(String table) {
        String document = """
                ~~~json downhill name=a
                {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [600.0]}, "steps": 3,
                 "optimizer": {"type": "sgd", "learningRate": 0.1}}
                ~~~

                <!-- downhill of=a -->
                %s
                <!-- /downhill -->
                """.formatted(table);

        assertThat(check(document).findings()).isEmpty();
        assertThat(check(document.replace("297.60", "297.61")).mended().text()).isEqualTo(document);
    }

    private static CheckedDocument check(String document) {
        return CHECK.check(Source.of(document), Markup.MARKDOWN, List.of(Change.FIX));
    }

    @Test
    void fixMendsExactlyTheWrongLinesOfTheSeedsPage() throws IOException {
        Path page = FOLDER.resolve("seed-page.md");
        List<String> before = Files.readAllLines(page);
        List<String> after = check(page, Change.FIX).mended().text().lines().toList();

        assertThat(after).hasSameSizeAs(before);
        List<Integer> changed = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).equals(after.get(i))) {
                changed.add(i + 1);
            }
        }
        assertThat(changed).containsExactly(15, 16);
        assertThat(after.get(14)).isEqualTo("step 2: w=2.8800, loss=1.4400");
        assertThat(after.get(15)).isEqualTo("step 3: w=2.9760, loss=0.0576");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void fixChangesWrongNumbersAndNothingElse(Path file) throws IOException {
        List<Finding> wrong = check(file).findings().stream()
                .filter(finding -> finding.kind() == Finding.Kind.WRONG)
                .toList();
        CheckedDocument mended = check(file, Change.FIX);

        assertThat(mended.findings()).noneMatch(finding -> finding.kind() == Finding.Kind.WRONG);
        assertThat(mended.mended().text()).isEqualTo(replaced(source(file).text(), wrong));
        assertThat(CHECK.check(mended.mended(), markup(file), List.of(Change.FIX))
                        .mended()
                        .bytes())
                .isEqualTo(mended.mended().bytes());
    }

    /** Returns a text with the right numbers in the places of the wrong ones. */
    private static String replaced(String text, List<Finding> wrong) {
        String[] lines = text.split("(?<=\n)", -1);
        for (Finding finding : wrong.reversed()) {
            String line = lines[finding.line() - 1];
            int from = finding.column() - 1;
            String printed = String.valueOf(finding.printed());
            assertThat(line.substring(from)).startsWith(printed);
            lines[finding.line() - 1] =
                    line.substring(0, from) + finding.right() + line.substring(from + printed.length());
        }
        return String.join("", lines);
    }

    @ParameterizedTest
    @MethodSource("rightDocuments")
    void lineBreaksMarksAndBlanksStay(Path file) throws IOException {
        String text = source(file).text();
        for (String other : List.of(
                "\uFEFF" + text,
                text.replace("\n", "\r\n"),
                "\uFEFF" + text.replace("\n", "\r\n").stripTrailing(),
                text.replace("\n", "  \n"),
                text + "\t \n\n\n")) {
            CheckedDocument document = CHECK.check(Source.of(other), markup(file), List.of(Change.FIX));

            assertThat(document.right()).as(document.findings().toString()).isTrue();
            assertThat(document.mended().bytes()).isEqualTo(Source.of(other).bytes());
        }
    }

    @Test
    void filledDocumentOfARandomSpecificationIsRight() {
        Draws.seeds(60).forEach(seed -> {
            String empty = document(RandomSpecifications.recorded(RandomSpecifications.specification(seed), 12));
            for (Markup markup : Markup.values()) {
                Source source = Source.of(markup == Markup.HTML ? html(empty) : empty);
                CheckedDocument filled = CHECK.check(source, markup, List.of(Change.FILL));

                assertThat(filled.findings().stream()
                                .filter(finding -> finding.kind().isError()))
                        .as("seed %d: %s", seed, filled.mended().text())
                        .isEmpty();
            }
        });
    }

    @Test
    void fixRestoresAlteredDigits() {
        var altered = new AtomicInteger();
        var restored = new AtomicInteger();
        Draws.seeds(50).forEach(seed -> {
            Source empty =
                    Source.of(document(RandomSpecifications.recorded(RandomSpecifications.expression(seed), 12)));
            Source right =
                    CHECK.check(empty, Markup.MARKDOWN, List.of(Change.FILL)).mended();
            String wrong = alteredDigit(right, new SplittableRandom(seed));
            CheckedDocument checked = CHECK.check(Source.of(wrong), Markup.MARKDOWN, List.of());
            altered.addAndGet(wrong.equals(right.text()) ? 0 : 1);
            if (!checked.right()) {
                Source fixed = CHECK.check(Source.of(wrong), Markup.MARKDOWN, List.of(Change.FIX))
                        .mended();
                assertThat(fixed.text()).as("seed %d", seed).isEqualTo(right.text());
                restored.incrementAndGet();
            }
        });

        assertThat(altered.get()).isGreaterThan(25);
        assertThat(restored.get()).isGreaterThan(altered.get() * 9 / 10);
    }

    /** Returns a document with another digit behind the point of one of its printed numbers. */
    private static String alteredDigit(Source source, SplittableRandom random) {
        List<Integer> digits = new ArrayList<>();
        for (Mark mark : Document.read(source, Markup.MARKDOWN).marks()) {
            if (mark instanceof Mark.Printout printout) {
                String text = printout.content().text();
                for (int i = text.indexOf('.'); i >= 0; i = text.indexOf('.', i + 1)) {
                    if (i + 1 < text.length() && Character.isDigit(text.charAt(i + 1))) {
                        digits.add(printout.content().from(i + 1));
                    }
                }
            }
        }
        if (digits.isEmpty()) {
            return source.text();
        }
        int at = digits.get(random.nextInt(digits.size()));
        var text = new StringBuilder(source.text());
        text.setCharAt(at, (char) ('0' + (text.charAt(at) - '0' + random.nextInt(1, 10)) % 10));
        return text.toString();
    }

    private static String document(String specification) {
        return "```json downhill name=run\n" + specification + "\n```\n\n> - ```text downhill of=run\n>   ```\n\n"
                + "It ends after <!-- downhill of=run value=/progress/step --><!-- /downhill --> steps.\n";
    }

    private static String html(String markdown) {
        return "<pre data-downhill=\"name=run\">"
                + markdown.substring(markdown.indexOf('\n') + 1, markdown.indexOf("\n```\n"))
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                + "</pre>\n<pre data-downhill='of=run'></pre>\n";
    }
}
