package dev.downhill.export.python;

import dev.downhill.export.NotExportable;
import dev.downhill.specification.JobSpecification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run as a Jupyter notebook: its specification, the PyTorch script in cells, and the steps to compare. In the format <a
 * href="https://nbformat.readthedocs.io/en/latest/format_description.html">nbformat 4.5</a>.
 */
public final class Notebook {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int FORMAT = 4;
    private static final int MINOR = 5;

    /** The longest specification that the notebook shows; the data stands in the script too. */
    private static final int MOST_CHARACTERS = 20_000;

    private static final List<String> HEADINGS =
            List.of("", "## Data and initial values", "## Random numbers", "## Model and loss", "## Training");

    private final List<Map<String, Object>> cells = new ArrayList<>();

    private Notebook() {}

    /**
     * Returns the notebook as JSON.
     *
     * @param specification as the job has it
     * @param steps how many steps the run took
     * @param lines the recorded steps, a line each
     * @param maxNumbers how many numbers of data and parameters it may hold
     * @throws NotExportable if it would hold more
     */
    public static byte[] of(JobSpecification job, JsonNode specification, long steps, String lines, int maxNumbers) {
        List<String> parts = PyTorchScript.parts(job, steps, maxNumbers);
        var notebook = new Notebook();
        notebook.text("# " + Objects.requireNonNullElse(job.name(), "A run of Downhill").replaceAll("\\s+", " ")
                + "\n\nThis notebook repeats a run of Downhill in PyTorch: the same data, the same initial values, the "
                + "same steps. It needs `torch`.\n\n" + fenced("json", shown(specification)));
        for (int i = 0; i < parts.size(); i++) {
            String code = parts.get(i).strip();
            if (!code.isEmpty()) {
                if (!HEADINGS.get(i).isEmpty()) {
                    notebook.text(HEADINGS.get(i));
                }
                notebook.code(code);
            }
        }
        notebook.text("## Compare\n\nDownhill recorded these steps. The cell above prints the same numbers.\n\n"
                + fenced("text", lines.strip()));
        return JSON.writeValueAsBytes(Map.of(
                "cells",
                notebook.cells,
                "metadata",
                Map.of(
                        "kernelspec", Map.of("display_name", "Python 3", "language", "python", "name", "python3"),
                        "language_info", Map.of("name", "python")),
                "nbformat",
                FORMAT,
                "nbformat_minor",
                MINOR));
    }

    private static String shown(JsonNode specification) {
        String text = specification.toPrettyString();
        return text.length() <= MOST_CHARACTERS
                ? text
                : "the specification has " + text.length() + " characters; the cells below hold its content";
    }

    /** A fence that the text cannot end. */
    private static String fenced(String language, String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence + language + "\n" + text + "\n" + fence;
    }

    private void text(String source) {
        cells.add(Map.of("cell_type", "markdown", "id", id(), "metadata", Map.of(), "source", lines(source)));
    }

    private void code(String source) {
        Map<String, Object> cell = new LinkedHashMap<>();
        cell.put("cell_type", "code");
        cell.put("execution_count", null);
        cell.put("id", id());
        cell.put("metadata", Map.of());
        cell.put("outputs", List.of());
        cell.put("source", lines(source));
        cells.add(cell);
    }

    private String id() {
        return "cell-" + (cells.size() + 1);
    }

    /** Each line with its end, as the format wants it. */
    private static List<String> lines(String source) {
        return List.of(source.split("(?<=\n)", -1));
    }
}
