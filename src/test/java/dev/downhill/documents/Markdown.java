package dev.downhill.documents;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown file: its links, its headings and its fenced blocks.
 *
 * @param path relative to the repository's root
 */
record Markdown(Path path, List<String> lines) {
    private static final Pattern FENCE = Pattern.compile("(?s)^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", "vendor");

    /**
     * A fenced block.
     *
     * @param language the word after the fence
     * @param follows whether nothing but blank lines and a sentence stands between the block before and this one
     */
    record Block(String language, String text, boolean follows) {}

    static Markdown read(Path path) throws IOException {
        return new Markdown(path, Files.readAllLines(path));
    }

    /** Returns the Markdown files of the repository. */
    static List<Markdown> all() throws IOException {
        List<Markdown> files = new ArrayList<>();
        Files.walkFileTree(Path.of(""), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (file.toString().endsWith(".md")) {
                    files.add(read(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /** Returns the files of {@code docs} and the README. */
    static Stream<Markdown> forReaders() throws IOException {
        return all().stream()
                .filter(file -> file.path().startsWith("docs") || file.path().endsWith("README.md"))
                .filter(file -> !file.path().startsWith("src"));
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** Returns the targets of all links and images. */
    List<String> links() {
        return LINK.matcher(FENCE.matcher(text()).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .toList();
    }

    /** Returns the anchors of the headings, as GitHub makes them. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String line : FENCE.matcher(text()).replaceAll("").lines().toList()) {
            if (line.matches("#{1,6} .*")) {
                String anchor = line.replaceFirst("#+ +", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
                int before = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
        }
        return anchors;
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        Matcher fence = FENCE.matcher(text());
        int end = -1;
        while (fence.find()) {
            boolean follows = end >= 0 && text().substring(end, fence.start()).isBlank();
            blocks.add(new Block(fence.group(1), fence.group(2), follows));
            end = fence.end();
        }
        return blocks;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
