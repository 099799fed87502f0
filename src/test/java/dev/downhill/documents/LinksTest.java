package dev.downhill.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link between the files of this repository leads somewhere. */
class LinksTest {
    private static final Pattern MENTION = Pattern.compile("\\bdocs/[\\w./-]+\\.(?:md|png)\\b");
    private static final Pattern ELSEWHERE = Pattern.compile("(?:https?|mailto):.*");

    @Test
    void everyRelativeLinkOfADocumentLeadsToAFile() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Markdown file : Markdown.all()) {
            for (String link : file.links()) {
                if (!ELSEWHERE.matcher(link).matches()) {
                    links++;
                    if (!resolves(file, link)) {
                        broken.add(file + ": " + link);
                    }
                }
            }
        }

        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(100);
    }

    @Test
    void everyDocumentThatASourceOrADocumentNamesExists() throws IOException {
        List<String> missing = new ArrayList<>();
        try (Stream<Path> files = Stream.of(
                        "src/main", "src/test/java", "docs", "bench", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
                .flatMap(LinksTest::filesUnder)) {
            for (Path file : files.filter(path -> path.toString().matches(".*\\.(java|js|ya?ml|md|html)"))
                    .toList()) {
                Matcher mention = MENTION.matcher(Files.readString(file));
                while (mention.find()) {
                    if (!Files.exists(Path.of(mention.group()))) {
                        missing.add(file + ": " + mention.group());
                    }
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void theIndexListsEveryDocument() throws IOException {
        Markdown index = Markdown.read(Path.of("docs/README.md"));
        List<String> documents = Markdown.all().stream()
                .map(Markdown::path)
                .filter(path ->
                        path.startsWith("docs") && !path.startsWith("docs/decisions") && !path.endsWith("README.md"))
                .map(path -> Path.of("docs").relativize(path).toString())
                .toList();

        assertThat(index.links()).containsAll(documents);
    }

    private static Stream<Path> filesUnder(String path) {
        try {
            try (Stream<Path> all = Files.walk(Path.of(path))) {
                return all.filter(Files::isRegularFile).toList().stream();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean resolves(Markdown file, String link) throws IOException {
        int hash = link.indexOf('#');
        String name = hash < 0 ? link : link.substring(0, hash);
        Path folder =
                file.path().getParent() == null ? Path.of("") : file.path().getParent();
        Path target = name.isEmpty() ? file.path() : folder.resolve(name).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || Markdown.read(target).anchors().contains(link.substring(hash + 1));
    }
}
