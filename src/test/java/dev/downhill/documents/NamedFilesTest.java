package dev.downhill.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files and classes that the documents for developers name exist. */
class NamedFilesTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/downhill");
    private static final Pattern FILE = Pattern.compile("`([a-z]+(?:/[a-z]+)*/[A-Z]\\w+)`");
    private static final Pattern CLASS = Pattern.compile("`(?:[a-z]+\\.)*([A-Z]\\w+)`");

    private static List<String> names(Pattern pattern, String document) throws IOException {
        return pattern.matcher(Files.readString(Path.of(document)))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    @Test
    void theFilesOfTheWalkAndOfTheQuestionsExist() throws IOException {
        for (String document : List.of("ARCHITECTURE.md", "CONTRIBUTING.md")) {
            assertThat(names(FILE, document))
                    .isNotEmpty()
                    .allSatisfy(
                            file -> assertThat(SOURCES.resolve(file + ".java")).exists());
        }
    }

    @Test
    void theClassesOfTheGlossaryAndOfThePackagesExist() throws IOException {
        Set<String> classes;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            classes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
        for (String document : List.of("ARCHITECTURE.md", "docs/glossary.md")) {
            assertThat(classes).containsAll(names(CLASS, document));
        }
    }

    @Test
    void eachQuestionIsAnsweredByAtMostThreeFiles() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("CONTRIBUTING.md")).stream()
                .filter(line -> line.matches("\\| .*\\? \\|.*"))
                .toList();

        assertThat(rows)
                .hasSizeGreaterThanOrEqualTo(10)
                .allSatisfy(
                        row -> assertThat(FILE.matcher(row).results().count()).isBetween(1L, 3L));
    }
}
