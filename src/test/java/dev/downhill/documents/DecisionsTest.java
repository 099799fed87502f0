package dev.downhill.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The records in {@code docs/decisions} have one form. */
class DecisionsTest {
    private static final Path DECISIONS = Path.of("docs/decisions");

    private static List<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(DECISIONS)) {
            return files.filter(file -> !file.endsWith("README.md")).sorted().toList();
        }
    }

    @Test
    void recordsAreNumberedWithoutGaps() throws IOException {
        List<Path> records = records();
        for (int i = 0; i < records.size(); i++) {
            assertThat(records.get(i).getFileName().toString()).startsWith("%04d-".formatted(i + 1));
        }
    }

    @Test
    void eachRecordHasItsNumberATitleAndAStatus() throws IOException {
        for (Path record : records()) {
            List<String> lines = Files.readAllLines(record);
            int number = Integer.parseInt(record.getFileName().toString().substring(0, 4));
            assertThat(lines.getFirst()).as(record.toString()).startsWith("# " + number + ". ");
            assertThat(lines.get(2))
                    .as(record.toString())
                    .matches("Status: (accepted|replaced by \\d+), \\d{4}-\\d\\d-\\d\\d\\.");
        }
    }

    @Test
    void theIndexListsEachRecordByItsTitle() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Path record : records()) {
            String heading = Files.readAllLines(record).getFirst().substring(2);
            int dot = heading.indexOf(". ");
            expected.add("| %s | [%s](%s) |"
                    .formatted(heading.substring(0, dot), heading.substring(dot + 2), record.getFileName()));
        }

        List<String> rows = Files.readAllLines(DECISIONS.resolve("README.md")).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .map(line -> line.replaceFirst(" accepted, [0-9-]+ \\|$", "").replaceFirst(" replaced by .*\\|$", ""))
                .toList();
        assertThat(rows).isEqualTo(expected);
    }
}
