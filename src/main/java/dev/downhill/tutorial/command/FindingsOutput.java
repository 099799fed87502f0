package dev.downhill.tutorial.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.downhill.tutorial.check.CheckedDocument;
import dev.downhill.tutorial.check.Finding;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Prints the findings of documents. */
final class FindingsOutput {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final OutputFormat format;
    private final PrintStream out;
    private final List<FileReport> files = new ArrayList<>();

    /**
     * The findings of one document.
     *
     * @param unreadable why the document could not be read, or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FileReport(
            String file,
            boolean right,
            int checked,
            @Nullable String unreadable,
            List<Finding> findings) {}

    /** The findings of all documents. */
    record AllFiles(List<FileReport> documents) {}

    FindingsOutput(OutputFormat format, PrintStream out) {
        this.format = format;
        this.out = out;
    }

    void add(String file, CheckedDocument document) {
        files.add(new FileReport(file, document.right(), document.checked(), null, document.findings()));
        for (Finding finding : document.findings()) {
            switch (format) {
                case TEXT -> out.println(text(file, finding));
                case GITHUB -> out.println(annotation(file, finding));
                case JSON -> {}
            }
        }
    }

    void unreadable(String file, String reason) {
        files.add(new FileReport(file, false, 0, reason, List.of()));
        switch (format) {
            case TEXT -> out.println(file + ": " + reason);
            case GITHUB -> out.println("::error file=" + property(file) + "::" + data(reason));
            case JSON -> {}
        }
    }

    /** Prints what stands at the end. */
    void end() {
        if (format == OutputFormat.JSON) {
            out.println(JSON.writeValueAsString(new AllFiles(files)));
        }
        out.flush();
    }

    private static String text(String file, Finding finding) {
        String prefix = switch (finding.kind()) {
            case WRONG, EMPTY, UNREADABLE -> "";
            case UNCHECKED -> "warning: ";
            case MISTAKE -> "note: ";
        };
        return file + ":" + finding.line() + ": " + prefix + finding.message();
    }

    private static String annotation(String file, Finding finding) {
        String printed = finding.printed();
        String end = printed == null || printed.isEmpty() ? "" : ",endColumn=" + (finding.column() + printed.length());
        String level = switch (finding.kind()) {
            case WRONG, EMPTY, UNREADABLE -> "::error";
            case UNCHECKED -> "::warning";
            case MISTAKE -> "::notice";
        };
        return level + " file=" + property(file) + ",line=" + finding.line() + ",col=" + finding.column() + end + "::"
                + data(finding.message());
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    /** Returns a sentence about all documents. */
    String summary() {
        long wrong = files.stream().filter(file -> !file.right()).count();
        long errors = files.stream()
                .flatMap(file -> file.findings().stream())
                .filter(finding -> finding.kind().isError())
                .count();
        int checked = files.stream().mapToInt(FileReport::checked).sum();
        String documents = files.size() == 1 ? "1 document" : files.size() + " documents";
        return wrong == 0
                ? checked + " numbers checked in " + documents + ", all right"
                : checked + " numbers checked in " + documents + ", " + errors + (errors == 1 ? " error" : " errors")
                        + " in " + wrong;
    }
}
