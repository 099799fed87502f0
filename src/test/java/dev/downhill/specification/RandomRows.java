package dev.downhill.specification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random data of a specification.
 *
 * @param json the field {@code data}
 * @param inputs the names and shapes of the input columns; see {@link RandomFormulas}
 * @param target what the target is
 * @param outputs how many numbers or classes a row's target has
 * @param matrix whether the target is a matrix of rows and outputs
 * @param rows the number of rows, those of the test set too
 */
record RandomRows(
        ObjectNode json, Map<String, List<Integer>> inputs, Target target, int outputs, boolean matrix, int rows) {
    /** What a target is. */
    enum Target {
        QUANTITY,
        PROBABILITY,
        MARGIN,
        CLASSES,
        CHARACTERS
    }

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST_ROWS = 30;

    /** Returns data that a formula can compute with: it has a matrix wherever the target is one or has classes. */
    static RandomRows forFormula(SplittableRandom random) {
        RandomRows rows = random.nextInt(4) == 0 ? generated(random) : inline(random);
        return rows.parted(random);
    }

    /** Returns data for layers. */
    static RandomRows forLayers(SplittableRandom random) {
        return switch (random.nextInt(7)) {
            case 0, 1 -> inline(random).parted(random);
            case 2, 3 -> generated(random).parted(random);
            case 4 -> csv(random).parted(random);
            case 5 -> text(random);
            default -> random.nextInt(4) > 0 ? bundled("iris", 3, 150).parted(random) : bundled("digits", 10, 1797);
        };
    }

    private RandomRows parted(SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            json.put("testFraction", random.nextInt(1, 5) / 10.0);
        }
        if (random.nextInt(4) == 0) {
            json.put("standardize", true);
        }
        return this;
    }

    private static RandomRows inline(SplittableRandom random) {
        int rows = random.nextInt(3, MOST_ROWS);
        Target target = List.of(Target.QUANTITY, Target.QUANTITY, Target.PROBABILITY, Target.MARGIN, Target.CLASSES)
                .get(random.nextInt(5));
        boolean matrix = target != Target.CLASSES && random.nextInt(3) == 0;
        int outputs = target == Target.CLASSES || matrix ? random.nextInt(2, 4) : 1;
        ObjectNode json = NODES.objectNode();
        Map<String, List<Integer>> inputs = new LinkedHashMap<>();
        for (String name : List.of("x", "z", "M")) {
            boolean needed = name.equals("M") && (outputs > 1 || inputs.isEmpty());
            if (needed || random.nextBoolean()) {
                int width = name.equals("M") ? random.nextInt(1, 4) : 0;
                json.set(name, column(rows, width, () -> number(random)));
                inputs.put(name, width == 0 ? List.of(RandomFormulas.ROWS) : List.of(RandomFormulas.ROWS, width));
            }
        }
        String name = random.nextBoolean() ? "y" : "y_true";
        int most = outputs;
        json.set(name, column(rows, matrix ? outputs : 0, () -> switch (target) {
            case QUANTITY -> number(random);
            case PROBABILITY -> random.nextInt(2);
            case MARGIN -> 2 * random.nextInt(2) - 1;
            default -> random.nextInt(most);
        }));
        if (!name.equals("y") || random.nextBoolean()) {
            json.put("target", name);
        }
        return new RandomRows(json, inputs, target, outputs, matrix, rows);
    }

    private static ArrayNode column(int rows, int width, DoubleSupplier number) {
        ArrayNode column = NODES.arrayNode();
        for (int row = 0; row < rows; row++) {
            if (width == 0) {
                column.add(number.getAsDouble());
            } else {
                ArrayNode vector = column.addArray();
                for (int i = 0; i < width; i++) {
                    vector.add(number.getAsDouble());
                }
            }
        }
        return column;
    }

    /** Returns a number of some digits or of all, seldom one at the edge of float64. */
    static double number(SplittableRandom random) {
        return switch (random.nextInt(40)) {
            case 0 -> -0.0;
            case 1 -> Double.MIN_VALUE;
            case 2 -> 0;
            case 3, 4, 5, 6 -> 2 * random.nextDouble() - 1;
            default -> random.nextInt(-150, 150) / 100.0;
        };
    }

    private static RandomRows generated(SplittableRandom random) {
        String name = List.of(
                        "line",
                        "sine",
                        "plane",
                        "gaussRegression",
                        "circle",
                        "spiral",
                        "moons",
                        "blobs",
                        "xor",
                        "gauss")
                .get(random.nextInt(10));
        int rows = random.nextInt(4, MOST_ROWS);
        ObjectNode json = NODES.objectNode().put("generator", name).put("n", rows);
        if (random.nextBoolean()) {
            json.put("noise", random.nextInt(30) / 100.0);
        }
        if (random.nextInt(3) == 0) {
            json.put("seed", random.nextLong());
        }
        boolean one = List.of("line", "sine").contains(name);
        boolean quantity = one || List.of("plane", "gaussRegression").contains(name);
        int outputs = quantity ? 1 : name.equals("blobs") ? 3 : 2;
        return new RandomRows(
                json,
                Map.of("x", one ? List.of(RandomFormulas.ROWS) : List.of(RandomFormulas.ROWS, 2)),
                quantity ? Target.QUANTITY : Target.CLASSES,
                outputs,
                false,
                rows);
    }

    private static RandomRows csv(SplittableRandom random) {
        int rows = random.nextInt(4, MOST_ROWS);
        boolean words = random.nextBoolean();
        var csv = new StringBuilder("height,width,label\n");
        for (int row = 0; row < rows; row++) {
            csv.append("%s,%s,".formatted(random.nextInt(-150, 150) / 100.0, random.nextDouble()));
            csv.append(words ? List.of("oak", "pine").get(row % 2) : random.nextInt(100) / 50.0)
                    .append('\n');
        }
        return new RandomRows(
                NODES.objectNode().put("csv", csv.toString()).put("target", "label"),
                Map.of("height", List.of(RandomFormulas.ROWS), "width", List.of(RandomFormulas.ROWS)),
                words ? Target.CLASSES : Target.QUANTITY,
                words ? 2 : 1,
                false,
                rows);
    }

    private static RandomRows bundled(String name, int classes, int rows) {
        return new RandomRows(
                NODES.objectNode().put("dataset", name),
                Map.of("x", List.of(RandomFormulas.ROWS, name.equals("iris") ? 4 : 64)),
                Target.CLASSES,
                classes,
                false,
                rows);
    }

    private static RandomRows text(SplittableRandom random) {
        String text = "the cat sat on the mat and ate".substring(0, random.nextInt(12, 30));
        int context = random.nextInt(1, 4);
        ObjectNode json = NODES.objectNode().put("text", text);
        if (context != 3 || random.nextBoolean()) {
            json.put("context", context);
        }
        return new RandomRows(
                json,
                Map.of("x", List.of(RandomFormulas.ROWS, context)),
                Target.CHARACTERS,
                (int) text.chars().distinct().count(),
                false,
                text.length() - context);
    }

    /** Returns how many numbers a row's inputs have. */
    int features() {
        return inputs.values().stream()
                .mapToInt(shape -> shape.size() == 1 ? 1 : shape.getLast())
                .sum();
    }

    /** Returns how many rows are surely left to learn from. */
    int training() {
        return rows - (int) Math.round(rows * json.path("testFraction").asDouble(0));
    }
}
