package dev.downhill.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of docs/reference/configuration.md has every property with its default, and no other. */
class ConfigurationDocumentTest {
    private static final Pattern ROW = Pattern.compile("\\| `(downhill\\.[^`]+)` \\|.*?\\| ([^|]+) \\|[^|]*\\|");

    @Test
    void theTableHasEveryPropertyWithItsDefaultAndNoOther() throws Exception {
        assertThat(documented()).isEqualTo(inTheRecords());
    }

    @Test
    void noPropertyIsReadPastTheRecords() throws Exception {
        try (Stream<Path> sources = Files.walk(Path.of("src/main"))) {
            for (Path source : sources.filter(path -> path.toString().matches(".*\\.(java|yaml)"))
                    .toList()) {
                assertThat(Files.readString(source))
                        .as("%s reads a property by its name", source)
                        .doesNotContain("${downhill.", "getProperty(\"downhill.");
            }
        }
    }

    private static Map<String, String> documented() throws Exception {
        var table = new TreeMap<String, String>();
        for (String line : Files.readAllLines(Path.of("docs/reference/configuration.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(table.put(row.group(1), row.group(2).replaceFirst(":.*", "")))
                        .as("%s stands there twice", row.group(1))
                        .isNull();
            }
        }
        return table;
    }

    private static Map<String, String> inTheRecords() {
        var properties = new TreeMap<String, String>();
        DownhillProperties.all().forEach(property -> properties.put(property.name(), property.byDefault()));
        return properties;
    }
}
