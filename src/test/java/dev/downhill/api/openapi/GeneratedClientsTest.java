package dev.downhill.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.npm.Npm;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that openapi-generator makes from the document run the first lesson, and a network with every union. */
@ServiceTest
class GeneratedClientsTest {
    private static final String GENERATOR = Path.of("target/openapi-generator/openapi-generator-cli.jar")
            .toAbsolutePath()
            .toString();

    private final Service service;

    GeneratedClientsTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void fetchTheDocument() throws Exception {
        Npm.install();
        Npm.fetchTheDocument(service);
    }

    @Test
    void typeScriptClientRunsBothJobs() throws Exception {
        generate("typescript-fetch", "importFileExtension=.js", "fetch/client");
        Npm.tool("tsc", "-p", "fetch/tsconfig.json");

        List<String> said =
                Npm.run("node", "fetch/lessons.js", service.address()).lines().toList();

        assertThat(said.get(0)).contains("\"status\":\"succeeded\"", "[36,1.43");
        assertThat(said.get(1))
                .contains("\"status\":\"succeeded\"", "\"negativeSlope\":0.1", "\"labelSmoothing\":0.1", "\"tMax\":20");
    }

    @Test
    void javaClientRunsBothJobs(@TempDir Path folder) throws Exception {
        generate(
                "java",
                "openApiNullable=false,useJakartaEe=true,containerDefaultToNull=true",
                folder.toString(),
                "--library",
                "native");
        Path classes = Files.createDirectory(folder.resolve("classes"));
        compile(folder.resolve("src/main/java"), classes);

        try (var loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            String said = (String)
                    loader.loadClass("Lessons").getMethod("run", String.class).invoke(null, service.address());

            assertThat(said.lines().toList().get(0)).contains("succeeded completed [36.0, 1.43");
            assertThat(said.lines().toList().get(1))
                    .contains("succeeded completed", "negativeSlope=0.1", "labelSmoothing=0.1", "tMax=20");
        }
    }

    private static void generate(String generator, String properties, String folder, String... more) throws Exception {
        Stream<String> command = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                GENERATOR,
                "generate",
                "-i",
                "openapi.json",
                "-g",
                generator,
                "-p",
                properties,
                "-o",
                folder);
        Npm.run(Stream.concat(command, Stream.of(more)).toArray(String[]::new));
    }

    private static void compile(Path sources, Path classes) throws Exception {
        try (Stream<Path> files = Files.walk(sources)) {
            Stream<String> options = Stream.of("-proc:none", "-nowarn", "-d", classes.toString());
            Stream<String> all = Stream.concat(
                    files.filter(file -> file.toString().endsWith(".java")).map(Path::toString),
                    Stream.of("src/test/clients/Lessons.java"));
            int result = ToolProvider.getSystemJavaCompiler()
                    .run(null, null, null, Stream.concat(options, all).toArray(String[]::new));
            assertThat(result).isZero();
        }
    }
}
