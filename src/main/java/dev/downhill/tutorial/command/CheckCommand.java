package dev.downhill.tutorial.command;

import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.tutorial.check.CheckedDocument;
import dev.downhill.tutorial.check.DocumentCheck;
import dev.downhill.tutorial.check.DocumentCheck.Change;
import dev.downhill.tutorial.check.DocumentLimits;
import dev.downhill.tutorial.markup.Document.Markup;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code downhill check FILE...}. */
@Command(
        name = "downhill check",
        sortOptions = false,
        description =
                "Compares the numbers that a Markdown or HTML document prints with what its own specifications give.",
        footer = {"", "Exit codes: 0 everything is right, 1 a number is wrong or missing, 2 something cannot be read."})
public final class CheckCommand implements Callable<Integer> {
    private static final int RIGHT = 0;
    private static final int WRONG = 1;
    private static final int UNREADABLE = 2;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "A document; - for standard input.")
    private List<String> files = List.of();

    @Option(names = "--fix", description = "Write the right numbers into the documents.")
    private boolean fix;

    @Option(names = "--fill", description = "Write the content of empty blocks and values.")
    private boolean fill;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private OutputFormat format = OutputFormat.TEXT;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "${COMPLETION-CANDIDATES}; default: what the name of the file says.")
    private @Nullable Markup type;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "The longest time for one block; default: ${DEFAULT-VALUE}.")
    private long time = 10;

    @Option(
            names = "--time-in-all",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "The longest time for all blocks; default: ${DEFAULT-VALUE}.")
    private long timeInAll = 60;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help.")
    private boolean help;

    private CheckCommand(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the command.
     *
     * @param arguments what follows {@code check}
     * @return the exit code: 0 if everything is right, 1 if a number is wrong or missing, 2 if something cannot be read
     */
    public static int run(List<String> arguments, InputStream in, PrintStream out, PrintStream err) {
        return new CommandLine(new CheckCommand(in, out, err))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    err.println("The check failed: " + exception);
                    return UNREADABLE;
                })
                .execute(arguments.toArray(String[]::new));
    }

    @Override
    public Integer call() {
        var check = new DocumentCheck(
                new SpecificationReader(Limits.DEFAULT),
                DocumentLimits.DEFAULT,
                new Stopwatch(Duration.ofSeconds(time), Duration.ofSeconds(timeInAll)));
        boolean piped = (fix || fill) && files.contains("-");
        var findings = new FindingsOutput(format, piped ? err : out);
        int code = RIGHT;
        for (String file : files) {
            code = Math.max(code, check(file, check, findings));
        }
        findings.end();
        if (format == OutputFormat.TEXT) {
            err.println(findings.summary());
        }
        return code;
    }

    private int check(String argument, DocumentCheck check, FindingsOutput findings) {
        try {
            DocumentFile file = DocumentFile.read(argument, type, in);
            CheckedDocument document = check.check(file.source(), file.markup(), changes());
            findings.add(file.name(), document);
            file.write(document.mended());
            if (file.path() == null && (fix || fill)) {
                out.writeBytes(document.mended().bytes());
                out.flush();
            }
            return document.isUnreadable() ? UNREADABLE : document.right() ? RIGHT : WRONG;
        } catch (DocumentFile.CannotBeRead e) {
            findings.unreadable(argument, String.valueOf(e.getMessage()));
            return UNREADABLE;
        }
    }

    private List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        if (fix) {
            changes.add(Change.FIX);
        }
        if (fill) {
            changes.add(Change.FILL);
        }
        return changes;
    }
}
