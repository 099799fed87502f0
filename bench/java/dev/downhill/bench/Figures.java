package dev.downhill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The figures of one run, by name, in the order in which they were measured. */
public final class Figures {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path FOLDER = Path.of("target", "bench");

    /**
     * A measured number.
     *
     * @param unit such as ms, empty for a count
     * @param goal what was asked for, in words; empty where nothing was
     */
    public record Figure(double value, String unit, String goal) {}

    private final Map<String, Figure> figures = new LinkedHashMap<>();

    /** Takes a figure in, and prints it as a row of a table. */
    public void add(String name, double value, String unit, String goal) {
        figures.put(name, new Figure(value, unit, goal));
        System.out.printf("| %s | %s %s | %s |%n", name, text(value), unit, goal);
    }

    /** Prints the head of the table. */
    public static void head() {
        System.out.println("| what | measured | goal |\n|---|---|---|");
    }

    /** Writes the figures as JSON, with the date and the machine; returns the file. */
    public Path write(String name) throws IOException {
        ObjectNode document = JSON.createObjectNode();
        document.put("measuredAt", Instant.now().toString());
        document.put("machine", machine());
        document.put("java", Runtime.version().toString());
        ObjectNode all = document.putObject("figures");
        figures.forEach((key, figure) -> all.putObject(key)
                .put("value", figure.value())
                .put("unit", figure.unit())
                .put("goal", figure.goal()));
        Files.createDirectories(FOLDER);
        Path file = FOLDER.resolve(name + ".json");
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document));
        return file;
    }

    /** Returns the figures of a file that {@link #write} wrote. */
    static Map<String, Figure> read(Path file) throws IOException {
        Map<String, Figure> read = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                JSON.readTree(Files.readString(file)).get("figures").properties()) {
            JsonNode figure = entry.getValue();
            read.put(
                    entry.getKey(),
                    new Figure(
                            figure.get("value").asDouble(Double.NaN),
                            figure.get("unit").asString(),
                            figure.get("goal").asString()));
        }
        return read;
    }

    /** Returns the number of cores and the processor, as Linux names it. */
    private static String machine() throws IOException {
        Path processors = Path.of("/proc/cpuinfo");
        String model = !Files.exists(processors)
                ? System.getProperty("os.arch")
                : Files.readString(processors)
                        .lines()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
        return Runtime.getRuntime().availableProcessors() + " x " + model;
    }

    /** Returns a number with three significant digits. */
    static String text(double number) {
        if (!Double.isFinite(number) || number == 0) {
            return Double.isNaN(number) ? "not measured" : Double.toString(number);
        }
        int digits = Math.max(0, 2 - (int) Math.floor(Math.log10(Math.abs(number))));
        return String.format(Locale.ROOT, "%,." + digits + "f", number);
    }
}
