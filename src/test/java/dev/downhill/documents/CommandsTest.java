package dev.downhill.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.downhill.InstalledTool;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of the documents run against the service, and print what the documents say.
 *
 * <p>A block of the language {@code sh} that calls {@code curl} or writes a file is a command. The blocks of a document run in one shell, one after
 * the other. A {@code text} or {@code json} block right below a command is its output, as {@link Printout} reads it. A command
 * without one must succeed.
 */
@ServiceTest
class CommandsTest {
    private static final String MARK = "@@@ ";
    private static final Pattern COMMAND = Pattern.compile("\\bcurl |^cat > ", Pattern.MULTILINE);

    private final Service service;

    CommandsTest(Service service) {
        this.service = service;
    }

    /**
     * A command of a document.
     *
     * @param printed the output that the document shows, or null
     */
    private record Command(String text, @Nullable String printed) {}

    @BeforeAll
    static void needsTools() throws Exception {
        for (String tool : List.of("bash", "curl", "jq")) {
            boolean found = InstalledTool.isThere(tool);
            if (!found && "true".equals(System.getenv("CI"))) {
                throw new AssertionError(tool + " was not found, and CI must not skip this");
            }
            assumeTrue(found, tool + " was not found: the commands of the documents are not run");
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCommandPrintsWhatTheDocumentSays(@TempDir Path folder) throws Exception {
        Files.createSymbolicLink(folder.resolve("examples"), Path.of("examples").toAbsolutePath());
        List<DynamicTest> tests = new ArrayList<>();
        for (Markdown document : Markdown.forReaders().toList()) {
            List<Command> commands = commands(document);
            if (!commands.isEmpty()) {
                tests.add(dynamicTest(document.toString(), () -> run(commands, folder)));
            }
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(8);
        return tests.stream();
    }

    private static List<Command> commands(Markdown document) {
        List<Command> commands = new ArrayList<>();
        List<Markdown.Block> blocks = document.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            Markdown.Block block = blocks.get(i);
            if (block.language().equals("sh") && COMMAND.matcher(block.text()).find()) {
                String printed = null;
                if (i + 1 < blocks.size()
                        && blocks.get(i + 1).follows()
                        && !blocks.get(i + 1).language().equals("sh")) {
                    printed = blocks.get(i + 1).text();
                }
                commands.add(new Command(block.text(), printed));
            }
        }
        return commands;
    }

    private void run(List<Command> commands, Path folder) throws Exception {
        var script = new StringBuilder(
                "curl() { command curl -sS --fail-with-body --max-time 60 \"$@\"; }\nset -o pipefail\n");
        for (Command command : commands) {
            script.append("printf '").append(MARK).append("'\n");
            script.append(command.text().replace("localhost:8080", "localhost:" + service.port()));
            script.append("printf '\\n%s%d ' '").append(MARK).append("' $?\n");
        }
        Process shell = new ProcessBuilder("bash", "-s")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (var input = shell.outputWriter(StandardCharsets.UTF_8)) {
            input.write(script.toString());
        }
        String[] said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split(MARK, -1);
        assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).hasSize(2 * commands.size() + 1);

        for (int i = 0; i < commands.size(); i++) {
            Command command = commands.get(i);
            String output = said[2 * i + 1];
            String status = said[2 * i + 2].strip();
            if (command.printed() == null) {
                assertThat(status).as(command.text() + output).isEqualTo("0");
            } else {
                assertThat(new Printout(command.printed()).describes(output))
                        .as("%s\nprints\n%s\nbut the document says\n%s", command.text(), output, command.printed())
                        .isTrue();
            }
        }
    }
}
