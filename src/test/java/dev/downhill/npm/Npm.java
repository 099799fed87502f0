package dev.downhill.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.downhill.InstalledTool;
import dev.downhill.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The folder {@code target/npm}: the files of {@code src/test/npm}, the page's files in {@code static}, and the packages
 * of the lock file. Without npm the tests that use it are skipped, and fail under {@code CI=true}; npm needs its registry
 * once, and again when the lock file changes.
 */
public final class Npm {
    private static final Path SOURCES = Path.of("src/test/npm");
    private static final Path PAGE = Path.of("src/main/resources/static");
    private static final Path FOLDER = Path.of("target/npm").toAbsolutePath();
    private static final Path PACKAGES = FOLDER.resolve("node_modules");

    /** npm writes it last, so that it says that all packages are there. */
    private static final Path INSTALLED = PACKAGES.resolve(".package-lock.json");

    private Npm() {}

    /** Copies the files, and installs the packages unless they are there already. */
    public static void install() throws IOException, InterruptedException {
        boolean found = InstalledTool.isThere("npm");
        if (!found && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("no npm was found, and CI must not skip this");
        }
        assumeTrue(found, "no npm was found: its tools do not run here");
        Path lock = FOLDER.resolve("package-lock.json");
        if (!Files.exists(lock) || Files.mismatch(lock, SOURCES.resolve("package-lock.json")) >= 0) {
            Files.deleteIfExists(INSTALLED);
        }
        copyTheFiles();
        if (!Files.exists(INSTALLED)) {
            assertThat(run("npm", "ci", "--no-audit", "--no-fund")).contains("added");
        }
    }

    /** Files that have gone from the sources must not be found in the copy. */
    private static void copyTheFiles() throws IOException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> all = Files.list(FOLDER)) {
            for (Path old : all.filter(file -> !file.equals(PACKAGES)).toList()) {
                FileSystemUtils.deleteRecursively(old);
            }
        }
        FileSystemUtils.copyRecursively(PAGE, FOLDER.resolve("static"));
        FileSystemUtils.copyRecursively(SOURCES, FOLDER);
    }

    /** Writes the OpenAPI document of a running service to {@code openapi.json}. */
    public static void fetchTheDocument(Service service, String... headers) throws Exception {
        Files.writeString(
                FOLDER.resolve("openapi.json"),
                service.get("/v3/api-docs", headers).body());
    }

    /** Generates {@code client.d.ts}, the types of what {@code openapi.json} describes. */
    public static void generateTheClient() throws IOException, InterruptedException {
        tool("openapi-typescript", "--default-non-nullable", "false", "openapi.json", "-o", "client.d.ts");
    }

    /** Returns the names of the files in a folder, as arguments of a tool. */
    public static String[] files(String folder, String ending) throws IOException {
        try (Stream<Path> all = Files.list(FOLDER.resolve(folder))) {
            return all.map(file -> folder + "/" + file.getFileName())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toArray(String[]::new);
        }
    }

    /** Runs a tool of an installed package; see {@link #run(String...)}. */
    public static String tool(String name, String... arguments) throws IOException, InterruptedException {
        return run(Stream.concat(Stream.of("npx", "--no-install", name), Arrays.stream(arguments))
                .toArray(String[]::new));
    }

    /**
     * Returns what a program printed.
     *
     * @throws AssertionError with that text, if the exit code is not 0
     */
    public static String run(String... command) throws IOException, InterruptedException {
        return run(Map.of(), command);
    }

    /** Returns what a program printed with some environment variables; see {@link #run(String...)}. */
    public static String run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path said = Files.createTempFile("said", ".txt");
        ProcessBuilder program = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        program.environment().putAll(environment);
        Process process = program.start();
        boolean ended = process.waitFor(4, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly();
        }
        String text = Files.readString(said);
        Files.delete(said);
        assertThat(ended).as("%s ended; it printed%n%s", command[0], text).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}
