package dev.downhill.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine's jar, which the build makes before the tests, needs nothing but the JDK. */
class EngineJarTest {
    private static final Path JAR = Path.of("target", "downhill-" + PomFile.version() + "-engine.jar");

    @TempDir
    private Path folder;

    @Test
    void exampleOfTheReadmeRunsOnTheJarAlone() throws Exception {
        String example = Markdown.read(Path.of("README.md")).blocks().stream()
                .filter(block -> block.language().equals("java"))
                .findFirst()
                .orElseThrow()
                .text();
        Path lesson = Files.writeString(folder.resolve("Lesson.java"), example);
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        JAR.toString(),
                        lesson.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(java.waitFor()).as(printed).isZero();
        assertThat(printed.lines().toList())
                .hasSize(10)
                .startsWith(
                        "step 1: w=2.4000, loss=36.0000",
                        "step 2: w=2.8800, loss=1.4400",
                        "step 3: w=2.9760, loss=0.0576");
    }

    @Test
    void jarHasTheEngineAndNothingElse() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> others = jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName())
                    .filter(name -> !name.startsWith("dev/downhill/engine/") && !name.startsWith("META-INF/"))
                    .toList();

            assertThat(others).isEmpty();
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo("dev.downhill.engine");
        }
    }

    @Test
    void pomOfTheEngineIsFilledIn() throws IOException {
        String pom = Files.readString(Path.of("target", "engine", "pom.xml"));

        assertThat(pom).contains("<version>" + PomFile.version() + "</version>");
        assertThat(Stream.of("@", "${", "null")).noneMatch(pom::contains);
    }
}
