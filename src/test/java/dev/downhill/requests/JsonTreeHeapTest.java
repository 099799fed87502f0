package dev.downhill.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class JsonTreeHeapTest {
    private static final List<String> ELEMENTS =
            List.of("{}", "[]", "[0.5]", "{\"a#\":1}", "0.5", "1#", "12345678901#", "\"text #\"", "[[{}]]");

    /** In another process: the heap of this one holds too much to be collected twice for each. */
    private static List<String> measured() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                MeasuredTrees.class.getName()));
        command.addAll(ELEMENTS);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader().readAllLines();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    @TestFactory
    List<DynamicTest> noTreeTakesMoreThanIsCounted() throws Exception {
        List<String> lines = measured();
        assertThat(lines).hasSameSizeAs(ELEMENTS);
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String[] bytes = lines.get(i).split(" ", -1);
            tests.add(DynamicTest.dynamicTest(
                    "a hundred thousand of " + ELEMENTS.get(i),
                    () -> check(Long.parseLong(bytes[0]), Long.parseLong(bytes[1]))));
        }
        return tests;
    }

    private static void check(long counted, long taken) {
        assertThat(taken).isLessThan(counted + (1 << 20));
        assertThat(taken).isGreaterThan(counted / 3);
    }
}
