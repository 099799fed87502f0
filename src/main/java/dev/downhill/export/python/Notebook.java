package dev.downhill.export.python;

import dev.downhill.export.NotExportable;
import dev.downhill.specification.JobSpecification;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

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

    private final ArrayNode cells = JSON.createArrayNode();

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
        notebook.text("# "
                + Objects.requireNonNullElse(job.name(), "A run of Downhill").replaceAll("\\s+", " ")
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
        ObjectNode document = JSON.createObjectNode();
        document.set("cells", notebook.cells);
        document.putObject("metadata")
                .set(
                        "kernelspec",
                        JSON.createObjectNode()
                                .put("display_name", "Python 3")
                                .put("language", "python")
                                .put("name", "python3"));
        document.put("nbformat", FORMAT).put("nbformat_minor", MINOR);
        return JSON.writeValueAsBytes(document);
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
        cell("markdown").set("source", lines(source));
    }

    private void code(String source) {
        ObjectNode cell = cell("code");
        cell.putNull("execution_count");
        cell.putArray("outputs");
        cell.set("source", lines(source));
    }

    private ObjectNode cell(String type) {
        String id = "cell-" + (cells.size() + 1);
        ObjectNode cell = cells.addObject().put("cell_type", type).put("id", id);
        cell.putObject("metadata");
        return cell;
    }

    /** Each line with its end, as the format wants it. */
    private static ArrayNode lines(String source) {
        ArrayNode lines = JSON.createArrayNode();
        for (String line : source.split("(?<=\n)", -1)) {
            lines.add(line);
        }
        return lines;
    }
}
