package dev.downhill.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.downhill.InstalledTool;
import dev.downhill.export.python.PyTorchScript;
import dev.downhill.training.record.Track;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The scripts of every reference case, and of runs that draw random numbers, as Python sees them. */
@TestInstance(Lifecycle.PER_CLASS)
class PyTorchScriptTest {
    private static final String PYTHON = System.getenv("PYTHON") == null ? "python3" : System.getenv("PYTHON");

    /** Runs every script in one process, because importing torch takes longer than running it. */
    private static final String RUN_ALL = """
            import contextlib, pathlib, runpy, sys
            import torch
            torch.set_num_threads(1)
            torch.backends.nnpack.set_flags(False)
            scripts, sys.argv = sys.argv[1:], ["run.py", "--ndjson"]
            for script in map(pathlib.Path, scripts):
                with open(script.with_suffix(".ndjson"), "w") as out, contextlib.redirect_stdout(out):
                    runpy.run_path(str(script), run_name="__main__")
            """;

    private Path folder = Path.of("");

    private final Map<String, ExportedJob> runs = new TreeMap<>();

    @BeforeAll
    void write(@TempDir Path empty) throws IOException {
        folder = empty;
        for (Map.Entry<String, JsonNode> specification :
                ExportedJob.specifications().entrySet()) {
            ExportedJob run = ExportedJob.of(specification.getValue());
            runs.put(specification.getKey(), run);
            Files.writeString(
                    script(specification.getKey()),
                    PyTorchScript.of(run.job(), run.result().steps(), 1_000_000));
        }
    }

    private Path script(String name) {
        return folder.resolve(name + ".py");
    }

    @Test
    void pythonCompilesAllScripts() throws Exception {
        assumeTrue(succeeds("--version"), "there is no " + PYTHON + ": the scripts are not compiled");

        List<String> command = new ArrayList<>(List.of("-m", "py_compile"));
        runs.keySet().forEach(name -> command.add(script(name).toString()));

        assertThat(run(command)).isEmpty();
    }

    @Test
    void scriptsReproduceTheTrajectory() throws Exception {
        assumeTrue(succeeds("-c", "import torch"), PYTHON + " has no torch: the scripts are not run");

        List<String> command = new ArrayList<>(List.of("-c", RUN_ALL));
        runs.keySet().forEach(name -> command.add(script(name).toString()));
        assertThat(run(command)).isEmpty();

        for (Map.Entry<String, ExportedJob> entry : runs.entrySet()) {
            List<JsonNode> lines = Files.readAllLines(folder.resolve(entry.getKey() + ".ndjson")).stream()
                    .map(ExportedJob.JSON::readTree)
                    .toList();
            assertReproduces(entry.getKey(), entry.getValue(), lines);
        }
    }

    @Test
    void scriptPrintsTheLinesOfTheTutorial() throws Exception {
        assumeTrue(succeeds("-c", "import torch"), PYTHON + " has no torch: the script is not run");

        assertThat(run(List.of(script("first-lesson-by-hand-10-steps").toString()))
                        .lines())
                .startsWith("step 1: w=2.4000, loss=36.0000", "step 2: w=2.8800, loss=1.4400");
    }

    @Test
    void refusesARunOfTooManyNumbers() throws Exception {
        ExportedJob run = ExportedJob.named("dropout");

        assertThatThrownBy(() -> PyTorchScript.of(run.job(), 1, 50))
                .isInstanceOf(NotExportable.class)
                .hasMessageContaining("at most 50");
    }

    private static void assertReproduces(String name, ExportedJob run, List<JsonNode> lines) {
        boolean single = run.job().dtype().text().equals("float32");
        double tolerance = single ? 2e-4 : 1e-9;
        double roundings = 2 * (single ? Math.ulp(1f) : Math.ulp(1.0));
        assertThat(lines).as(name).hasSize(run.trajectory().points());
        for (int point = 0; point < lines.size(); point++) {
            JsonNode line = lines.get(point);
            assertThat(line.get("step").longValue()).isEqualTo(run.trajectory().step(point));
            assertClose(name, run.trajectory().loss(point), line.get("loss").doubleValue(), tolerance, roundings);
            for (Track track : run.trajectory().parameters()) {
                double[] values = track.values(point);
                double[] theirs = numbers(line.get("parameters").get(track.name()))
                        .mapToDouble(JsonNode::doubleValue)
                        .toArray();
                assertThat(theirs).as(name).hasSameSizeAs(values);
                for (int i = 0; i < values.length; i++) {
                    if (single && isRounding(run, track.name(), i)) {
                        continue;
                    }
                    assertClose(name + " " + track.labels().get(i), values[i], theirs[i], tolerance, roundings);
                }
            }
        }
    }

    /** Returns whether a slope is 0 but for roundings: Adam makes steps of it in a direction that no two programs share. */
    private static boolean isRounding(ExportedJob run, String parameter, int element) {
        return run.trajectory().gradients().stream()
                .filter(track -> track.name().equals(parameter))
                .anyMatch(track -> track.values(0).length > element && Math.abs(track.values(0)[element]) < 1e-8);
    }

    private static void assertClose(String what, double ours, double theirs, double tolerance, double roundings) {
        assertThat(Math.abs(ours - theirs))
                .as("%s: %s against %s", what, ours, theirs)
                .isLessThanOrEqualTo(tolerance * Math.abs(theirs) + roundings);
    }

    private static Stream<JsonNode> numbers(JsonNode node) {
        return node.isArray() ? node.valueStream().flatMap(PyTorchScriptTest::numbers) : Stream.of(node);
    }

    private static boolean succeeds(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON));
        command.addAll(List.of(arguments));
        return InstalledTool.succeeds(command);
    }

    /** Returns what Python prints, and what went wrong. */
    private String run(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(PYTHON));
        command.addAll(arguments);
        Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as(output).isZero();
        return output;
    }
}
