package dev.downhill.tutorial.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckCommandTest {
    private static final Path FOLDER = Path.of("src/test/resources/documents");

    @TempDir
    private Path folder;

    /** The result of a command. */
    private record Ran(int code, String out, String err) {}

    private static Ran run(byte[] in, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = CheckCommand.run(
                List.of(arguments),
                new ByteArrayInputStream(in),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static Ran check(String... arguments) {
        return run(new byte[0], arguments);
    }

    private static String document(String name) {
        return FOLDER.resolve(name).toString();
    }

    @Test
    void printsFindingsAsCompilersDo() {
        String page = document("seed-page.md");

        assertThat(check(page).out().lines())
                .containsExactly(
                        page + ":15: loss of step 2 is 1.4400, printed 5.7600",
                        page + ":16: w of step 3 is 2.9760, printed 3.0240",
                        page + ":16: loss of step 3 is 0.0576, printed 0.9216");
    }

    @ParameterizedTest
    @CsvSource({
        "first-lesson-right.md, 0",
        "nothing-to-check.md, 0",
        "rendered-right.html, 0",
        "seed-page.md, 1",
        "elements-wrong.html, 1",
        "empty.md, 1",
        "broken-marks.md, 2",
        "faulty-specification.md, 2",
        "no-such-file.md, 2",
        "findings.txt, 2"
    })
    void exitCodeTellsWrongFromUnreadable(String name, int code) {
        assertThat(check(document(name)).code()).isEqualTo(code);
        assertThat(check(document("first-lesson-right.md"), document(name)).code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"--no-such-option, 2", "--help, 0", "--format=csv, 2", "'', 2"})
    void usageHasAnExitCodeToo(String argument, int code) {
        Ran ran = argument.isEmpty() ? check() : check(argument);

        assertThat(ran.code()).isEqualTo(code);
        assertThat(ran.out() + ran.err()).contains("Usage: downhill check");
    }

    @Test
    void printsJson() {
        Ran ran = check("--format", "json", document("seed-page.md"), document("first-lesson-right.md"));
        JsonNode json = new JsonMapper().readTree(ran.out());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(json.at("/documents/0/right").asBoolean()).isFalse();
        assertThat(json.at("/documents/0/findings/0").toString())
                .isEqualTo("{\"line\":15,\"column\":24,\"kind\":\"wrong\","
                        + "\"message\":\"loss of step 2 is 1.4400, printed 5.7600\",\"specification\":\"first\","
                        + "\"printed\":\"5.7600\",\"right\":\"1.4400\"}");
        assertThat(json.at("/documents/1/right").asBoolean()).isTrue();
    }

    @Test
    void printsAnnotationsOfGitHub() throws Exception {
        Path odd = folder.resolve("100%,a.md");
        Files.copy(FOLDER.resolve("seed-page.md"), odd);

        assertThat(check("--format=github", odd.toString())
                        .out()
                        .lines()
                        .findFirst()
                        .orElseThrow())
                .isEqualTo("::error file=" + folder
                        + "/100%25%2Ca.md,line=15,col=24,endColumn=30::loss of step 2 is 1.4400, printed 5.7600");
    }

    @Test
    void fixesAndFillsAFileInPlace() throws Exception {
        Path page = folder.resolve("page.md");
        Files.copy(FOLDER.resolve("seed-page.md"), page);
        Path empty = folder.resolve("empty.md");
        Files.copy(FOLDER.resolve("empty.md"), empty);

        assertThat(check("--fix", "--fill", page.toString(), empty.toString()).code())
                .isZero();
        assertThat(Files.readString(page)).contains("step 2: w=2.8800, loss=1.4400");
        assertThat(Files.readString(empty))
                .contains("step 10: w=3.0000, loss=0.0000")
                .contains("-->3.0000<!--");
        assertThat(check(page.toString(), empty.toString()).code()).isZero();
    }

    @Test
    void mendsStandardInput() throws Exception {
        byte[] page = Files.readAllBytes(FOLDER.resolve("seed-page.md"));
        Ran ran = run(page, "--fix", "-");

        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .isEqualTo(new String(page, StandardCharsets.UTF_8)
                        .replace("5.7600", "1.4400")
                        .replace("w=3.0240, loss=0.9216", "w=2.9760, loss=0.0576"));
        assertThat(run(page, "-").out()).startsWith("<stdin>:15: ");
        assertThat(run(Files.readAllBytes(FOLDER.resolve("elements-wrong.html")), "-")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void saysWhyAFileCannotBeRead() throws Exception {
        Path large = folder.resolve("large.md");
        Files.write(large, new byte[10_000_000]);
        Path latin = folder.resolve("latin.md");
        Files.write(latin, new byte[] {'a', (byte) 0xE4});

        assertThat(check(large.toString()).out()).contains("longer than 8 MB");
        assertThat(check(latin.toString()).out()).contains("not in UTF-8");
        assertThat(check(folder.toString()).out()).contains("folder");
        Path text = folder.resolve("page.txt");
        Files.copy(FOLDER.resolve("rendered-right.html"), text);
        assertThat(check(text.toString()).out()).contains("--type");
        assertThat(check("--type=html", text.toString()).code()).isZero();
    }

    @Test
    void boundsTheTrainingOfADocument() throws Exception {
        Path page = folder.resolve("long.md");
        Files.writeString(page, """
                ```json downhill name=long
                {"model": {"layers": [{"type": "linear", "units": 64, "activation": "tanh"}, {"type": "linear", "units": 2}]},
                 "data": {"generator": "spiral", "n": 400}, "optimizer": {"type": "sgd", "learningRate": 1e-9}, "steps": 900000}
                ```
                ```json downhill name=longer
                {"model": {"expression": "w * x", "parameters": {"w": 0.0}}, "data": {"x": [2.0], "y": [6.0]}, "steps": 2000000}
                ```
                Loss <!-- downhill of=long value=/result/finalLoss -->1.0<!-- /downhill -->
                and <!-- downhill of=longer value=/result/finalLoss -->1.0<!-- /downhill -->.
                """);
        Ran ran = check("--time=1", page.toString());

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out())
                .contains("the block takes longer than 1 s")
                .contains("'longer' takes 2000000 steps; at most 1000000 are taken for a document");
    }
}
