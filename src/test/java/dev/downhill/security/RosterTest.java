package dev.downhill.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.downhill.config.BadConfiguration;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterTest {
    private static final URI ADDRESS = URI.create("https://class.example");

    @TempDir
    private Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("roster.csv"), text);
    }

    private static Map<String, String> keys(Path file) {
        return Roster.of(new RosterProperties(file, ADDRESS)).keys();
    }

    @Test
    void keysAreMadeOnceAndKept() throws Exception {
        Path file = file("name,key\nAda,lovelace-1815-xx\nÉmilie\n\"Neumann, John\",\n");

        Map<String, String> keys = keys(file);

        assertThat(keys.keySet()).containsExactly("Ada", "Émilie", "Neumann, John");
        assertThat(keys).containsEntry("Ada", "lovelace-1815-xx");
        assertThat(keys.get("Émilie")).hasSize(KeyRing.STRONG).isNotEqualTo(keys.get("Neumann, John"));
        assertThat(keys(file)).isEqualTo(keys);
    }

    @Test
    void rosterOfASpreadsheetIsReadAndKeepsItsSeparator() throws Exception {
        Path file = file("\uFEFFName;Key\r\nÉmilie;\r\n\"Neumann, John\";von-neumann-1903\r\n");

        Map<String, String> keys = keys(file);

        assertThat(keys.keySet()).containsExactly("Émilie", "Neumann, John");
        assertThat(file)
                .content()
                .isEqualTo("name;key\nÉmilie;" + keys.get("Émilie") + "\nNeumann, John;von-neumann-1903\n");
        assertThat(keys(file)).isEqualTo(keys);
    }

    @Test
    void rosterOfAnotherEncodingIsAFaultAndStaysAsItIs() throws Exception {
        byte[] bytes = "Émilie\n".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("roster.csv"), bytes);

        assertThatExceptionOfType(BadConfiguration.class)
                .isThrownBy(() -> keys(file))
                .withMessageContaining("is not UTF-8");
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void sheetHasTheNewKeysAndTheAddress() throws Exception {
        Path file = file("Ada,lovelace-1815-xx\nB<b>ob\n");

        Map<String, String> keys = keys(file);

        assertThat(folder.resolve("roster.csv.html"))
                .content()
                .contains(
                        "B&lt;b&gt;ob",
                        "<code>" + keys.get("B<b>ob") + "</code>",
                        "href=\"https://class.example/sign-in#key=" + keys.get("B<b>ob") + "\"")
                .doesNotContain("lovelace");
    }

    @Test
    void nothingIsWrittenWhereEveryStudentHasAKey() throws Exception {
        Path file = file("Ada,lovelace-1815-xx\n");

        assertThat(keys(file)).hasSize(1);
        assertThat(folder.toFile().list()).containsExactly("roster.csv");
    }

    @Test
    void faultsNameTheirLines() throws Exception {
        Path file = file("Ada\n,key\nAda\n");

        assertThatExceptionOfType(BadConfiguration.class)
                .isThrownBy(() -> keys(file))
                .withMessageContaining("line 2: there is no name")
                .withMessageContaining("line 3: the name 'Ada' stands twice");
    }

    @Test
    void missingFileIsAFault() {
        assertThatExceptionOfType(BadConfiguration.class)
                .isThrownBy(() -> keys(folder.resolve("none.csv")))
                .withMessageContaining("cannot be read");
    }
}
