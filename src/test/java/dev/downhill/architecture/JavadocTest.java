package dev.downhill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine, specifications and training are documented. */
class JavadocTest {
    private static final Path MAIN = Path.of("src/main/java/dev/downhill");
    private static final Path KERNELS = Path.of("src/main/kernels");

    @ParameterizedTest
    @ValueSource(strings = {"engine", "specification", "training"})
    void everyPublicDeclarationHasADocComment(String room) throws IOException {
        Map<String, String> sources = sources(MAIN.resolve(room));

        assertThat(sources).isNotEmpty();
        assertThat(Undocumented.in(sources)).isEmpty();
    }

    @Test
    void everyPublicKernelHasADocComment() throws IOException {
        var precision = new Properties();
        try (Reader properties = Files.newBufferedReader(KERNELS.resolve("float64.properties"))) {
            precision.load(properties);
        }
        Map<String, String> sources = sources(KERNELS);
        sources.replaceAll((name, text) -> {
            String filtered = text;
            for (String key : precision.stringPropertyNames()) {
                filtered = filtered.replace("@" + key + "@", precision.getProperty(key));
            }
            return filtered;
        });

        assertThat(sources).isNotEmpty();
        assertThat(Undocumented.in(sources)).isEmpty();
    }

    @Test
    void namesWhatLacksADocComment() {
        String source = """
                /** A type. */
                public record Some(int size) implements Comparable<Some> {
                    public static final int MOST = 3;
                    public Some {}
                    public Some(String text) { this(text.length()); }
                    public int size() { return size; }
                    public int twice() { return 2 * size; }
                    int hidden() { return size; }
                    @Override public int compareTo(Some other) { return 0; }
                    /** Said. */
                    public interface Nested { void call(); }
                    public enum Colour { RED }
                    private interface Hidden { void call(); }
                }
                """;

        assertThat(Undocumented.in(Map.of("Some.java", source)))
                .containsExactly(
                        "Some.java: Some.MOST",
                        "Some.java: Some.<init>",
                        "Some.java: Some.<init>",
                        "Some.java: Some.twice",
                        "Some.java: Nested.call",
                        "Some.java: Colour",
                        "Some.java: Colour.RED");
    }

    /** Returns the texts of the sources in a folder, by their paths within it. */
    private static Map<String, String> sources(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
        }
        Map<String, String> sources = new TreeMap<>();
        for (Path file : files) {
            sources.put(folder.relativize(file).toString(), Files.readString(file));
        }
        return sources;
    }
}
