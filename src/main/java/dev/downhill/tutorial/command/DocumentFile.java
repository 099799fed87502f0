package dev.downhill.tutorial.command;

import dev.downhill.tutorial.markup.Document.Markup;
import dev.downhill.tutorial.markup.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document in a file, or on standard input.
 *
 * @param name as findings show it
 * @param path the file; null for standard input
 */
record DocumentFile(String name, @Nullable Path path, Source source, Markup markup) {
    /** The length up to which a document is read, in bytes. */
    static final int MOST_BYTES = 8 << 20;

    private static final Set<String> MARKDOWN = Set.of("md", "markdown", "mdx", "mkd", "qmd", "rmd");
    private static final Set<String> HTML = Set.of("html", "htm", "xhtml");

    /** Says why a document cannot be read. */
    static final class CannotBeRead extends Exception {
        private static final long serialVersionUID = 1L;

        CannotBeRead(String message) {
            super(message);
        }
    }

    /**
     * Reads a document.
     *
     * @param argument the path; {@code -} for standard input
     * @param type its markup, or null for what its name says
     */
    static DocumentFile read(String argument, @Nullable Markup type, InputStream in) throws CannotBeRead {
        boolean standard = argument.equals("-");
        String name = standard ? "<stdin>" : argument;
        try {
            Path path = standard ? null : Path.of(argument);
            byte[] bytes = path == null ? in.readNBytes(MOST_BYTES + 1) : bytes(path);
            if (bytes.length > MOST_BYTES) {
                throw tooLong();
            }
            Source source = Source.of(bytes);
            Markup markup = type != null ? type : path == null ? markupOf(source) : markupOf(name);
            return new DocumentFile(name, path, source, markup);
        } catch (CharacterCodingException e) {
            throw new CannotBeRead("the document is not in UTF-8");
        } catch (NoSuchFileException e) {
            throw new CannotBeRead("there is no such file");
        } catch (IOException | IllegalArgumentException e) {
            throw new CannotBeRead("the file cannot be read: " + e.getMessage());
        }
    }

    private static byte[] bytes(Path path) throws IOException, CannotBeRead {
        if (Files.isDirectory(path)) {
            throw new CannotBeRead("it is a folder, not a file");
        }
        try (InputStream file = Files.newInputStream(path)) {
            return file.readNBytes(MOST_BYTES + 1);
        }
    }

    private static CannotBeRead tooLong() {
        return new CannotBeRead("the document is longer than " + (MOST_BYTES >> 20) + " MB, the most that is checked");
    }

    private static Markup markupOf(String name) throws CannotBeRead {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (MARKDOWN.contains(ending)) {
            return Markup.MARKDOWN;
        }
        if (HTML.contains(ending)) {
            return Markup.HTML;
        }
        throw new CannotBeRead("its name does not end in .md or .html; --type says what it is");
    }

    private static Markup markupOf(Source source) {
        String begin = source.text().stripLeading();
        boolean html = begin.regionMatches(true, 0, "<!doctype", 0, 9) || begin.regionMatches(true, 0, "<html", 0, 5);
        return html ? Markup.HTML : Markup.MARKDOWN;
    }

    /** Writes the document back, if it has another text now. */
    void write(Source mended) throws CannotBeRead {
        if (path == null || mended.text().equals(source.text())) {
            return;
        }
        try {
            Files.write(path, mended.bytes());
        } catch (IOException e) {
            throw new CannotBeRead("the file cannot be written: " + e.getMessage());
        }
    }
}
