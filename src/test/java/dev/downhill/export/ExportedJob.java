package dev.downhill.export;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A specification that has run. */
public record ExportedJob(JobSpecification job, Trajectory trajectory, TrainingResult result) {
    static final JsonMapper JSON = new JsonMapper();

    /** Specifications that draw random numbers in every way, and use every layer. */
    static final Map<String, String> OTHERS = Map.of(
            "columns-of-words", """
                    {"model": {"expression": "`sepal length` * θ + `a \\"b\\" \\\\ c:mean` ** 2 - größe * w0 + `color=red`",
                     "parameters": {"θ": 0.5, "w0": 0.25}}, "steps": 5, "data": {"target": "y y", "standardize": true, "oneHot": ["color"],
                     "csv": "sepal length;\\"a \\"\\"b\\"\\" \\\\ c:mean\\";größe;color;y y\\n1,5;2;3;red;4\\n2,5;1;5;blue;6\\n0;1;2;red;3\\n"}}""",
            "shuffled-batches", """
                    {"model": {"layers": [{"type": "linear", "units": 3, "activation": "mish"},
                     {"type": "linear", "units": 1}]}, "data": {"generator": "plane", "n": 23, "standardize": true},
                     "batchSize": 5, "epochs": 4, "optimizer": {"type": "adam", "learningRate": 0.01}, "seed": -7}""",
            "dropout", """
                    {"model": {"layers": [{"type": "linear", "units": 6, "activation": "hardtanh"},
                     {"type": "dropout", "p": 0.3}, {"type": "layerNorm"}, {"type": "linear", "units": 2}]},
                     "data": {"generator": "spiral", "n": 16}, "steps": 9, "seed": 12}""",
            "next-character", """
                    {"model": {"layers": [{"type": "embedding", "embeddingDim": 3}, {"type": "flatten"},
                     {"type": "linear", "units": 8, "activation": {"type": "leakyRelu", "negativeSlope": 0.2}},
                     {"type": "layerNorm", "elementwiseAffine": false}, {"type": "linear", "units": 7}]},
                     "data": {"text": "abcdefgabdcefgfedcba", "context": 3}, "steps": 12,
                     "schedule": {"type": "oneCycle"}}""",
            "one-number-for-all-rows", """
                    {"model": {"expression": "w", "parameters": {"w": 0.5}}, "data": {"x": [1, 2], "y": [1, 3]},
                     "steps": 4}""",
            "features", """
                    {"model": {"layers": [{"type": "linear", "units": 4, "activation": "tanh"},
                     {"type": "linear", "units": 2}]}, "data": {"generator": "spiral", "n": 30, "standardize": true,
                     "features": ["x1", "x2", "x1 ** 2", "x1 * x2", "sin(x1)", "leakyRelu(x2 - 1) / 2"]}, "steps": 6}""",
            "awkward-names", """
                    {"name": "a 'name' \\"\\"\\" \\\\ \\n import os", "model": {"expression": "lambda * -x ** 2 + max(data, 0)",
                     "parameters": {"lambda": 0.5, "data": 0.25}}, "data": {"x": [1, 2], "y": [1, 3]}, "steps": 5,
                     "frozen": ["data"], "schedule": {"expression": "1 - 0.5 * tanh(k)"}}""");

    public static ExportedJob of(JsonNode specification) {
        ObjectNode recorded = ((ObjectNode) specification).deepCopy();
        recorded.putObject("record").put("every", 1).put("parameters", "all").put("gradients", true);
        JobSpecification job = new SpecificationReader(Limits.DEFAULT).read(recorded);
        var trainer = new Trainer(job);
        TrainingResult result = trainer.run(Interruption.NEVER);
        return new ExportedJob(job, trainer.trajectory(), result);
    }

    public static ExportedJob of(String specification) {
        return of(JSON.readTree(specification));
    }

    public static ExportedJob named(String name) throws IOException {
        return of(Objects.requireNonNull(specifications().get(name), name));
    }

    /** Returns every reference case and the others, each by its name. */
    public static Map<String, JsonNode> specifications() throws IOException {
        Map<String, JsonNode> specifications = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/reference"))) {
            files.forEach(file -> specifications.put(
                    file.getFileName().toString().replace(".json", ""),
                    JSON.readTree(file).get("specification")));
        }
        OTHERS.forEach((name, specification) -> specifications.put(name, JSON.readTree(specification)));
        return specifications;
    }
}
