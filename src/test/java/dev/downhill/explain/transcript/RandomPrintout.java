package dev.downhill.explain.transcript;

import dev.downhill.engine.autograd.DType;
import dev.downhill.explain.landscape.LossFunction;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.Recording;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Track;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.Trainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A random specification, and what a training loop of it prints in one of many formats.
 *
 * @param values the numbers of the run in it, in their order
 */
record RandomPrintout(String specification, JobSpecification job, List<String> lines, List<String> values) {
    private static final List<List<String>> SCALAR_NAMES = List.of(
            List.of("w", "b"),
            List.of("m", "c"),
            List.of("theta1", "theta0"),
            List.of("slope", "intercept"),
            List.of("weight", "bias"),
            List.of("a", "b"));
    private static final List<String> LOSS_NAMES =
            List.of("loss", "Loss", "cost", "Cost", "J", "L", "error", "train_loss", "Training loss");
    private static final List<String> GRADIENT_NAMES = List.of(
            "d%s", "d_%s", "grad_%s", "%s.grad", "dj_d%s", "dL_d%s", "dJ/d%s", "gradient of %s", "%s_grad", "grad(%s)");
    private static final List<String> LABELS = List.of(
            "step %d: ", "Iteration %4d: ", "epoch=%d ", "Epoch %d, ", "iter %d | ", "[Step %d] ", "%d ", "i=%d ", "");
    private static final String MEAN = "Training loss";

    static RandomPrintout of(SplittableRandom random) {
        return new Writer(random).write();
    }

    /**
     * Returns the lines with one of the first five digits of a number of the run changed by two or more; in float32, where sums
     * in another order differ in the fifth, one of the first three.
     */
    static List<String> altered(RandomPrintout printout, SplittableRandom random) {
        String text = String.join("\n", printout.lines);
        int chosen = random.nextInt(printout.values.size());
        int at = printout.isTable() ? text.indexOf('\n') : 0;
        for (int i = 0; i <= chosen; i++) {
            at = text.indexOf(
                    printout.values.get(i),
                    i == 0 ? at : at + printout.values.get(i - 1).length());
        }
        String value = printout.values.get(chosen);
        int mantissa = value.toLowerCase(Locale.ROOT).indexOf('e');
        List<Integer> digits = new ArrayList<>();
        boolean significant = false;
        int most = printout.job.dtype() == DType.FLOAT32 ? 3 : 5;
        for (int i = 0; i < (mantissa < 0 ? value.length() : mantissa) && digits.size() < most; i++) {
            char c = value.charAt(i);
            significant |= c >= '1' && c <= '9';
            if (Character.isDigit(c) && (significant || i == value.length() - 1)) {
                digits.add(i);
            }
        }
        if (digits.isEmpty()) {
            return altered(printout, random);
        }
        int place = at + digits.get(random.nextInt(digits.size()));
        char other = (char) ('0' + (text.charAt(place) - '0' + 2 + random.nextInt(7)) % 10);
        return List.of((text.substring(0, place) + other + text.substring(place + 1)).split("\n", -1));
    }

    private boolean isTable() {
        return lines.getFirst().startsWith("step") && !lines.getFirst().matches(".*\\d.*");
    }

    /** Chooses one of several. */
    private static <T> T pick(SplittableRandom random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static final class Writer {
        private final SplittableRandom random;
        private final Map<String, String> printedNames = new LinkedHashMap<>();
        private final List<String> values = new ArrayList<>();
        private int perEpoch = 1;

        Writer(SplittableRandom random) {
            this.random = random;
        }

        RandomPrintout write() {
            int points = 5 + random.nextInt(8);
            String specification = specification(points);
            JobSpecification job =
                    new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(specification));
            var trainer = new Trainer(job.with(new Recording(1, Recording.Parameters.ALL, true)));
            var unused = trainer.run(() -> null);
            List<String> lines = lines(job, trainer.trajectory());
            return new RandomPrintout(specification, job, lines, List.copyOf(values));
        }

        private String numbers(int count, double scale) {
            return random.doubles(count)
                    .mapToObj(each -> String.format(Locale.ROOT, "%.3f", scale * (2 * each - 1)))
                    .collect(Collectors.joining(", ", "[", "]"));
        }

        private String rows(int rows, int columns) {
            return IntStream.range(0, rows)
                    .mapToObj(row -> numbers(columns, 2))
                    .collect(Collectors.joining(", ", "[", "]"));
        }

        private String specification(int points) {
            int rows = 3 + random.nextInt(5);
            boolean batched = random.nextInt(4) == 0;
            int size = batched ? 1 + random.nextInt(rows - 1) : rows;
            perEpoch = Math.ceilDiv(rows, size);
            String model;
            String inputs;
            switch (random.nextInt(3)) {
                case 0 -> {
                    List<String> names = pick(random, SCALAR_NAMES);
                    List<String> printed = random.nextInt(3) == 0 ? pick(random, SCALAR_NAMES.subList(0, 4)) : names;
                    printedNames.put(names.get(0), printed.get(0));
                    printedNames.put(names.get(1), printed.get(1));
                    model = "{\"expression\": \"%s * x + %s\", \"parameters\": {\"%s\": %s, \"%s\": %s}}"
                            .formatted(names.get(0), names.get(1), names.get(0), number(), names.get(1), number());
                    inputs = numbers(rows, 2);
                }
                case 1 -> {
                    int width = 2 + random.nextInt(3);
                    printedNames.put("w", "w");
                    printedNames.put("b", "b");
                    model = "{\"expression\": \"x @ w + b\", \"parameters\": {\"w\": %s, \"b\": %s}}"
                            .formatted(numbers(width, 1), number());
                    inputs = rows(rows, width);
                }
                default -> {
                    int width = 1 + random.nextInt(3);
                    int hidden = 2 + random.nextInt(2);
                    List<String> forms = List.of("%s", "net.%s");
                    String form = pick(random, forms);
                    boolean short1 = random.nextBoolean();
                    printedNames.put("0.weight", short1 ? "W1" : form.formatted("0.weight"));
                    printedNames.put("0.bias", short1 ? "b1" : form.formatted("0.bias"));
                    printedNames.put("1.weight", short1 ? "W2" : form.formatted("1.weight"));
                    printedNames.put("1.bias", short1 ? "b2" : form.formatted("1.bias"));
                    model = ("{\"layers\": [{\"type\": \"linear\", \"units\": %d, \"activation\": \"tanh\"},"
                                    + " {\"type\": \"linear\", \"units\": 1}]}")
                            .formatted(hidden);
                    inputs = rows(rows, width);
                }
            }
            return """
                    {"model": %s, "data": {"x": %s, "y": %s}, "loss": %s, "optimizer": %s, "batchSize": %d, "shuffle": %s,
                     "seed": %d, "steps": %d, "dtype": "%s"}""".formatted(
                    model,
                    inputs,
                    numbers(rows, 3),
                    pick(random, List.of("\"mse\"", "\"mae\"", "\"huber\"", "{\"expression\": \"0.5*(yPred-y)**2\"}")),
                    pick(
                            random,
                            List.of(
                                    "{\"type\": \"sgd\", \"learningRate\": 0.05}",
                                    "{\"type\": \"sgd\", \"learningRate\": 0.02, \"momentum\": 0.9}",
                                    "{\"type\": \"adam\", \"learningRate\": 0.1}")),
                    size,
                    batched && random.nextBoolean(),
                    random.nextInt(1000),
                    points * perEpoch,
                    random.nextInt(5) == 0 ? "float32" : "float64");
        }

        private String number() {
            return String.format(Locale.ROOT, "%.3f", 2 * random.nextDouble() - 1);
        }

        /** What is printed of each step, by its name. */
        private interface Item {
            double[] at(int step);
        }

        private List<String> lines(JobSpecification job, Trajectory run) {
            boolean before = random.nextInt(4) == 0;
            Map<String, Item> items = new LinkedHashMap<>();
            boolean after = random.nextBoolean();
            var function = new LossFunction(job, 10);
            if (random.nextInt(8) > 0) {
                items.put(pick(random, LOSS_NAMES), step ->
                        new double[] {after ? function.at(weights(run, step)) : run.loss(step - 1)});
            }
            if (random.nextBoolean()) {
                String form = pick(random, GRADIENT_NAMES);
                for (Track track : run.gradients()) {
                    String name = form.formatted(printedNames.get(track.name()));
                    boolean readable = !track.name().contains(".") || !form.startsWith("d") || name.matches("d\\w+");
                    if (track.width() <= 9 && readable) {
                        items.put(name, step -> track.values(step - 1));
                    }
                }
            }
            if (random.nextInt(4) > 0 || items.isEmpty()) {
                for (Track track : run.parameters()) {
                    if (track.width() <= 9) {
                        items.put(printedNames.get(track.name()), step -> {
                            int at = before ? step - 1 : step;
                            return at == 0 ? track.initial() : track.values(at - 1);
                        });
                    }
                }
            }
            boolean scalars = items.values().stream().allMatch(item -> item.at(1).length == 1);
            return scalars && random.nextInt(4) == 0 ? table(items, run) : inline(items, run);
        }

        private static Map<String, double[]> weights(Trajectory run, int step) {
            Map<String, double[]> weights = new LinkedHashMap<>();
            run.parameters().forEach(track -> weights.put(track.name(), track.values(step - 1)));
            return weights;
        }

        private DoubleFunction<String> format() {
            int digits = 3 + random.nextInt(4);
            return switch (random.nextInt(4)) {
                case 0 -> value -> String.format(Locale.ROOT, "%." + digits + "e", value);
                case 1 -> Double::toString;
                default -> value -> String.format(Locale.ROOT, "%." + digits + "f", value);
            };
        }

        private List<String> table(Map<String, Item> items, Trajectory run) {
            String cell = pick(random, List.of(" | ", "  ", "\t", ", "));
            int first = random.nextInt(2);
            List<String> lines = new ArrayList<>();
            lines.add("step" + cell
                    + items.keySet().stream()
                            .map(name -> name.replace(" ", "_"))
                            .collect(Collectors.joining(cell)));
            List<DoubleFunction<String>> formats =
                    items.keySet().stream().map(name -> format()).toList();
            for (int step = 1; step <= run.points(); step++) {
                var line = new StringBuilder().append(step - 1 + first);
                int column = 0;
                for (Item item : items.values()) {
                    line.append(cell).append(value(item.at(step)[0], formats.get(column)));
                    column++;
                }
                lines.add(line.toString());
            }
            return lines;
        }

        private List<String> inline(Map<String, Item> items, Trajectory run) {
            String label = pick(random, LABELS);
            if (label.startsWith("Epoch") && items.keySet().removeIf(MEAN::equals)) {
                int size = perEpoch;
                items.put(MEAN, step -> new double[] {mean(run, step, size)});
            }
            boolean epochs = label.toLowerCase(Locale.ROOT).startsWith("epoch");
            int every = epochs ? perEpoch : label.isEmpty() || random.nextInt(3) > 0 ? 1 : 2;
            int first = random.nextInt(2);
            String assign = pick(random, List.of("=", ": ", " = ", " "));
            String between = pick(random, List.of(", ", "  ", " | ", "; "));
            boolean lists = random.nextBoolean();
            Map<String, DoubleFunction<String>> formats = new LinkedHashMap<>();
            items.keySet().forEach(name -> formats.put(name, format()));
            List<String> lines = new ArrayList<>();
            for (int step = epochs ? every : 1; step <= run.points(); step += every) {
                int at = step;
                String line = (label.isEmpty() ? "" : label.formatted((epochs ? step / every : step) - 1 + first))
                        + items.entrySet().stream()
                                .map(item -> item.getKey()
                                        + assign
                                        + array(
                                                item.getValue().at(at),
                                                Objects.requireNonNull(formats.get(item.getKey())),
                                                lists))
                                .collect(Collectors.joining(between));
                lines.addAll(Arrays.asList(line.split("\n")));
            }
            return lines;
        }

        private static double mean(Trajectory run, int step, int count) {
            double sum = 0;
            for (int k = step - count; k < step; k++) {
                sum += run.loss(k);
            }
            return sum / count;
        }

        private String array(double[] numbers, DoubleFunction<String> format, boolean list) {
            if (numbers.length == 1) {
                return value(numbers[0], format);
            }
            int half = numbers.length / 2;
            String text = DoubleStream.of(numbers)
                    .mapToObj(each -> value(each, format))
                    .collect(Collectors.joining(list ? ", " : " ", "[", "]"));
            return !list && numbers.length > 3 ? text.replaceFirst("((?:\\S+ ){" + half + "})", "$1\n ") : text;
        }

        private String value(double number, DoubleFunction<String> format) {
            String text = format.apply(number);
            values.add(text);
            return text;
        }
    }
}
