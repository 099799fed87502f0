package dev.downhill.specification;

import dev.downhill.engine.loss.Losses;
import dev.downhill.engine.nn.Layers;
import dev.downhill.engine.nn.activation.Activations;
import dev.downhill.engine.nn.init.Initializers;
import dev.downhill.engine.optimizer.Optimizers;
import dev.downhill.engine.schedule.Schedules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random specifications that are valid, as JSON: formulas and layers, over every part that a specification has.
 *
 * <p>The same seed gives the same specification. Most of the runs stay finite, some diverge.
 */
public final class RandomSpecifications {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final SplittableRandom random;
    private final RandomOptions options;
    private final List<String> parameters = new ArrayList<>();
    private final ObjectNode job = NODES.objectNode();

    private RandomSpecifications(long seed) {
        this.random = new SplittableRandom(seed);
        this.options = new RandomOptions(random);
    }

    /** Returns a specification with a formula or with layers. */
    public static String specification(long seed) {
        return seed % 2 == 0 ? expression(seed) : layers(seed);
    }

    /** Returns a specification whose model is a formula. */
    public static String expression(long seed) {
        return new RandomSpecifications(seed).expression();
    }

    /** Returns a specification whose model is layers. */
    public static String layers(long seed) {
        return new RandomSpecifications(seed).layers();
    }

    /** Returns the specification with a number of steps, every number recorded, and no rule to stop. */
    public static String recorded(String specification, long steps) {
        var json = (ObjectNode) JSON.readTree(specification);
        json.remove(List.of("epochs", "stop"));
        json.put("steps", steps);
        json.putObject("record").put("every", 1).put("parameters", "all").put("gradients", true);
        return json.toString();
    }

    private String expression() {
        RandomRows rows = RandomRows.forFormula(random);
        boolean two = rows.target() == RandomRows.Target.CLASSES && rows.outputs() == 2 && random.nextInt(3) == 0;
        boolean wide = rows.matrix() || (rows.target() == RandomRows.Target.CLASSES && !two);
        List<Integer> shape = wide ? List.of(RandomFormulas.ROWS, rows.outputs()) : List.of(RandomFormulas.ROWS);
        var formulas = new RandomFormulas(random, rows.inputs(), true);
        String formula = formulas.exact(shape, random.nextInt(1, 5));
        if (formulas.parameters().isEmpty() || random.nextInt(4) == 0) {
            formula = "(" + formula + " + " + formulas.exact(List.of(), 0) + ")";
        }
        if (formulas.parameters().isEmpty()) {
            formulas.parameters().put("w", List.of());
            formula = formula + " * w";
        }
        ObjectNode model = job.putObject("model");
        JsonNode loss = loss(rows.target(), two, shape);
        model.put("expression", isOfProbabilities(loss) ? "sigmoid(" + formula + ")" : formula);
        initialValues(model.putObject("parameters"), formulas.parameters());
        job.set("data", rows.json());
        job.set("loss", loss);
        return finish(rows);
    }

    private void initialValues(ObjectNode values, Map<String, List<Integer>> shapes) {
        List<String> names = new ArrayList<>(shapes.keySet());
        while (!names.isEmpty()) {
            String name = names.remove(random.nextInt(names.size()));
            List<Integer> shape = shapes.getOrDefault(name, List.of());
            if (random.nextInt(4) > 0) {
                values.set(name, array(shape));
            } else {
                ObjectNode drawn = values.putObject(name);
                ArrayNode lengths = drawn.putArray("shape");
                shape.forEach(lengths::add);
                if (random.nextBoolean()) {
                    drawn.set("init", options.any(Initializers.CATALOGUE));
                }
            }
            parameters.add(name);
        }
    }

    private JsonNode array(List<Integer> shape) {
        if (shape.isEmpty()) {
            return NODES.numberNode(RandomRows.number(random));
        }
        ArrayNode array = NODES.arrayNode();
        for (int i = 0; i < shape.getFirst(); i++) {
            array.add(array(shape.subList(1, shape.size())));
        }
        return array;
    }

    private String layers() {
        RandomRows rows = RandomRows.forLayers(random);
        boolean two = rows.target() == RandomRows.Target.CLASSES && rows.outputs() == 2 && random.nextInt(3) == 0;
        int outputs = two ? 1 : rows.outputs();
        List<Integer> shape = rows.matrix() ? List.of(RandomFormulas.ROWS, outputs) : List.of(RandomFormulas.ROWS, 1);
        JsonNode loss = loss(rows.target(), two, shape);
        ArrayNode layers = job.putObject("model").putArray("layers");
        int width = rows.features();
        if (rows.target() == RandomRows.Target.CHARACTERS) {
            ObjectNode embedding = options.of(Layers.CATALOGUE, "embedding");
            embedding.remove("numEmbeddings");
            int length = random.nextInt(1, 4);
            add(layers, embedding.put("embeddingDim", length), List.of("weight"));
            add(layers, options.of(Layers.CATALOGUE, "flatten"), List.of());
            width *= length;
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            int units = random.nextInt(1, 9);
            linear(layers, width, units);
            width = units;
            between(layers);
        }
        ObjectNode last = linear(layers, width, outputs);
        if (isOfProbabilities(loss)) {
            last.put("activation", "sigmoid");
        } else {
            last.remove("activation");
        }
        job.set("data", rows.json());
        job.set("loss", loss);
        return finish(rows);
    }

    private ObjectNode linear(ArrayNode layers, int inputs, int units) {
        ObjectNode linear = options.of(Layers.CATALOGUE, "linear").put("units", units);
        boolean bias = linear.path("bias").asBoolean(true);
        add(layers, linear, bias ? List.of("weight", "bias") : List.of("weight"));
        if (random.nextInt(4) == 0) {
            linear.set("weight", array(List.of(units, inputs)));
        }
        if (bias && random.nextInt(5) == 0) {
            linear.set("bias", array(List.of(units)));
        }
        return linear;
    }

    /** Adds a layer that keeps the number of outputs, or none. */
    private void between(ArrayNode layers) {
        switch (random.nextInt(6)) {
            case 0 -> {
                ObjectNode norm = options.of(Layers.CATALOGUE, "layerNorm");
                boolean affine = norm.path("elementwiseAffine").asBoolean(true);
                add(layers, norm, affine ? List.of("weight", "bias") : List.of());
            }
            case 1 -> add(layers, options.of(Layers.CATALOGUE, "dropout"), List.of());
            case 2 -> {
                ObjectNode layer = NODES.objectNode().put("type", "activation");
                layer.set("activation", options.any(Activations.CATALOGUE));
                add(layers, layer, List.of());
            }
            default -> {}
        }
    }

    private void add(ArrayNode layers, ObjectNode layer, List<String> names) {
        names.forEach(name -> parameters.add(layers.size() + "." + name));
        layers.add(layer);
    }

    /** @param two whether there is one output for two classes */
    private JsonNode loss(RandomRows.Target target, boolean two, List<Integer> shape) {
        if (target == RandomRows.Target.QUANTITY && random.nextInt(4) == 0) {
            ObjectNode loss = NODES.objectNode().put("expression", lossFormula(shape));
            return reduced(loss);
        }
        String name = pick(
                switch (target) {
                    case QUANTITY -> List.of("mse", "mae", "huber", "logCosh");
                    case PROBABILITY -> List.of("bce", "bceWithLogits", "mse", "huber");
                    case MARGIN -> List.of("hinge", "mse");
                    case CLASSES -> two ? List.of("bceWithLogits", "bce") : List.of("crossEntropy");
                    case CHARACTERS -> List.of("crossEntropy");
                });
        ObjectNode loss = reduced(options.of(Losses.CATALOGUE, name));
        return loss.size() == 1 && random.nextBoolean() ? loss.get("type") : loss;
    }

    private ObjectNode reduced(ObjectNode loss) {
        if (random.nextInt(3) == 0) {
            loss.put("reduction", pick(List.of("mean", "sum")));
        }
        return loss;
    }

    private String lossFormula(List<Integer> shape) {
        if (random.nextBoolean()) {
            return pick(List.of(
                    "(yPred - y) ** 2", "abs(yPred - y)", "logCosh(2 * (yPred - y))", "max(yPred - y, y - yPred)"));
        }
        var formulas = new RandomFormulas(random, Map.of("yPred", shape), false);
        return "(yPred - y) ** 2 + 0.01 * tanh(" + formulas.exact(shape, random.nextInt(3)) + ")";
    }

    private static boolean isOfProbabilities(JsonNode loss) {
        return loss.asString("").equals("bce") || loss.path("type").asString("").equals("bce");
    }

    /** Adds what a specification has beside model, data and loss. */
    private String finish(RandomRows rows) {
        maybe(4, "optimizer", () -> options.any(Optimizers.CATALOGUE));
        maybe(2, "schedule", () -> random.nextInt(4) == 0 ? formulaSchedule() : options.any(Schedules.CATALOGUE));
        maybe(1, "regularization", () -> some(Map.of("l1", 0.01, "l2", 0.02)));
        maybe(
                1,
                "gradientClipping",
                () -> NODES.objectNode().put(random.nextBoolean() ? "norm" : "value", 0.02 + random.nextDouble()));
        maybe(2, "batchSize", () -> NODES.numberNode(random.nextInt(1, rows.training() + 1)));
        maybe(2, "shuffle", () -> NODES.booleanNode(random.nextBoolean()));
        maybe(1, "frozen", () -> NODES.arrayNode().add(pick(parameters)));
        maybe(3, "seed", () -> NODES.numberNode(random.nextBoolean() ? random.nextLong() : random.nextInt(1000)));
        maybe(1, "zeroGrad", () -> NODES.booleanNode(random.nextBoolean()));
        maybe(2, "dtype", () -> NODES.stringNode(pick(List.of("float32", "float64"))));
        maybe(1, "stop", () -> stop());
        maybe(3, "record", () -> recording());
        maybe(1, "name", () -> NODES.stringNode("a run, \"quoted\" \u00e9"));
        if (parameters.size() == 1) {
            job.remove("frozen");
        }
        length(rows);
        if (job.path("record").isObject() && random.nextInt(3) == 0) {
            ((ObjectNode) job.get("record")).put("metrics", random.nextInt(4) > 0);
        }
        if (job.path("stop").path("patience").isNumber() && random.nextInt(3) == 0) {
            boolean tested = job.path("data").path("testFraction").asDouble(0) > 0;
            ((ObjectNode) job.get("stop"))
                    .put("monitor", tested && random.nextBoolean() ? "testLoss" : "loss")
                    .put("restoreBest", random.nextBoolean());
        }
        return job.toString();
    }

    /** Adds a field with a probability of so many fifths, seldom one that is null. */
    private void maybe(int fifths, String field, Supplier<JsonNode> value) {
        int draw = random.nextInt(5);
        if (draw < fifths) {
            job.set(field, value.get());
        } else if (random.nextInt(8) == 0) {
            job.putNull(field);
        }
    }

    private void length(RandomRows rows) {
        boolean many = rows.rows() > 1000;
        int batch = job.path("batchSize").asInt(rows.training());
        int perEpoch = Math.ceilDiv(rows.training(), batch);
        if (random.nextInt(3) == 0 && perEpoch < 60) {
            job.put("epochs", many ? 1 : random.nextInt(1, 1 + Math.max(1, 60 / perEpoch)));
        } else {
            job.put("steps", many ? 4 : random.nextInt(6) == 0 ? random.nextInt(100, 300) : random.nextInt(2, 50));
        }
    }

    private ObjectNode some(Map<String, Double> numbers) {
        ObjectNode object = NODES.objectNode();
        numbers.keySet().stream()
                .sorted()
                .filter(name -> random.nextInt(3) > 0)
                .forEach(name -> object.put(name, numbers.getOrDefault(name, 0.0) * random.nextDouble()));
        return object;
    }

    private JsonNode formulaSchedule() {
        return NODES.objectNode()
                .put(
                        "expression",
                        pick(List.of(
                                "1 - 0.9 * k / 300",
                                "0.99 ** k",
                                "1 / (1 + 0.1 * k)",
                                "0.6 + 0.4 * cos(k / 7)",
                                "min(1, (k + 1) / 5)")));
    }

    private JsonNode stop() {
        ObjectNode stop = NODES.objectNode();
        if (random.nextBoolean()) {
            stop.put("lossBelow", random.nextDouble() - 0.1);
        }
        if (random.nextInt(3) > 0) {
            stop.put("patience", random.nextInt(1, 20));
            if (random.nextBoolean()) {
                stop.put("minDelta", random.nextInt(3) / 100.0);
            }
        }
        return stop;
    }

    private JsonNode recording() {
        ObjectNode record = NODES.objectNode();
        if (random.nextBoolean()) {
            record.put("every", random.nextInt(1, 8));
        }
        if (random.nextInt(3) > 0) {
            record.put("parameters", pick(List.of("all", "summary", "none")));
        }
        if (random.nextBoolean()) {
            record.put("gradients", random.nextBoolean());
        }
        return record;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
