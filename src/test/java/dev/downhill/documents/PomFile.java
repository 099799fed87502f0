package dev.downhill.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The facts that {@code pom.xml} states of the project. */
final class PomFile {
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>downhill</artifactId>\\s*<version>([^<]+)</version>");

    private PomFile() {}

    /** Returns the version, such as {@code 1.0.0}. */
    static String version() {
        try {
            Matcher version = VERSION.matcher(Files.readString(Path.of("pom.xml")));
            if (!version.find()) {
                throw new AssertionError("pom.xml names no version");
            }
            return version.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
