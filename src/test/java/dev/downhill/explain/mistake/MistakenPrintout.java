package dev.downhill.explain.mistake;

import dev.downhill.explain.transcript.Course;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A random specification, mistakes, and what a training loop with them prints.
 *
 * @param mistakes none, one or two
 */
record MistakenPrintout(String specification, JobSpecification job, List<Mistake> mistakes, List<String> lines) {
    private static final int DECIMALS = 4;

    static MistakenPrintout of(SplittableRandom random, int mistakes) {
        return new Writer(random).write(mistakes);
    }

    /** Returns the kinds of the mistakes, sorted. */
    List<String> kinds() {
        return mistakes.stream().map(Mistake::kind).sorted().toList();
    }

    /** Returns the lines with one digit of one number changed. */
    List<String> mistyped(SplittableRandom random) {
        List<String> typed = new ArrayList<>(lines);
        int line = random.nextInt(typed.size());
        String text = typed.get(line);
        int from = text.indexOf(':') + 1;
        int[] digits = IntStream.range(from, text.length())
                .filter(i -> Character.isDigit(text.charAt(i)) && isValue(text, i))
                .toArray();
        if (digits.length == 0) {
            return mistyped(random);
        }
        int at = digits[random.nextInt(digits.length)];
        char other = (char) ('0' + (text.charAt(at) - '0' + 1 + random.nextInt(9)) % 10);
        typed.set(line, text.substring(0, at) + other + text.substring(at + 1));
        return typed;
    }

    /** Returns whether a digit belongs to a number with a point. */
    private static boolean isValue(String text, int at) {
        int from = at;
        int to = at;
        while (from > 0 && (Character.isLetterOrDigit(text.charAt(from - 1)) || text.charAt(from - 1) == '.')) {
            from--;
        }
        while (to < text.length() && (Character.isLetterOrDigit(text.charAt(to)) || text.charAt(to) == '.')) {
            to++;
        }
        return text.substring(from, to).matches("\\d+\\.\\d+");
    }

    @Override
    public String toString() {
        return specification + "\n" + kinds() + "\n" + String.join("\n", lines);
    }

    private static final class Writer {
        private final SplittableRandom random;

        Writer(SplittableRandom random) {
            this.random = random;
        }

        MistakenPrintout write(int count) {
            String specification = specification();
            JobSpecification job =
                    new SpecificationReader(Limits.DEFAULT).read(new JsonMapper().readTree(specification));
            List<Mistake> mistakes = mistakes(job, count);
            MistakenProgram program = MistakenProgram.without(job);
            for (Mistake mistake : mistakes) {
                program = mistake.in(program);
            }
            Course course = program.run(job.dtype(), program.job().steps());
            return new MistakenPrintout(specification, job, mistakes, lines(program.job(), course));
        }

        /** Each kind is as likely as any other, however many variants it has. */
        private List<Mistake> mistakes(JobSpecification job, int count) {
            Map<String, List<Mistake>> byKind = new HashMap<>();
            for (Mistake mistake : PossibleMistakes.of(job, List.of(DECIMALS))) {
                String kind = mistake.kind().split(":")[0];
                byKind.computeIfAbsent(kind, unused -> new ArrayList<>()).add(mistake);
            }
            List<String> kinds = byKind.keySet().stream().sorted().toList();
            List<Mistake> drawn = Stream.generate(() -> pick(byKind.getOrDefault(pick(kinds), List.of())))
                    .limit(count)
                    .sorted(Comparator.comparing(Mistake::part))
                    .toList();
            return drawn.stream().map(Mistake::part).distinct().count() < count ? mistakes(job, count) : drawn;
        }

        private String specification() {
            int rows = 1 + random.nextInt(8);
            boolean batched = rows > 3 && random.nextInt(3) == 0;
            int size = batched ? 1 + random.nextInt(rows - 1) : rows;
            int perEpoch = Math.ceilDiv(rows, size);
            String model;
            int width = 0;
            int outputs = 1;
            switch (random.nextInt(4)) {
                case 0 -> model = "{\"expression\": \"w * x\", \"parameters\": {\"w\": %s}}".formatted(number(1));
                case 1 ->
                    model = "{\"expression\": \"w * x + b\", \"parameters\": {\"w\": %s, \"b\": %s}}"
                            .formatted(number(1), number(1));
                case 2 -> {
                    width = 2;
                    model = "{\"expression\": \"x @ w + b\", \"parameters\": {\"w\": %s, \"b\": %s}}"
                            .formatted(numbers(2, 1), number(1));
                }
                default -> {
                    width = 1 + random.nextInt(3);
                    outputs = 1 + random.nextInt(2);
                    model = ("{\"layers\": [{\"type\": \"linear\", \"units\": %d, \"activation\": \"%s\"},"
                                    + " {\"type\": \"linear\", \"units\": %d%s}]}")
                            .formatted(
                                    2 + random.nextInt(3),
                                    pick(List.of("sigmoid", "tanh", "relu")),
                                    outputs,
                                    random.nextBoolean() ? ", \"activation\": \"sigmoid\"" : "");
                }
            }
            return """
                    {"model": %s, "data": {"x": %s, "y": %s}, "loss": %s, "optimizer": %s,%s "batchSize": %d, "shuffle": %s,
                     "seed": %d, "steps": %d}""".formatted(
                            model,
                            width == 0 ? numbers(rows, 2) : table(rows, width),
                            outputs == 1 ? numbers(rows, 2) : table(rows, outputs),
                            pick(List.of(
                                    "\"mse\"",
                                    "\"mse\"",
                                    "{\"type\": \"mse\", \"reduction\": \"sum\"}",
                                    "\"mae\"",
                                    "{\"expression\": \"0.5*(yPred-y)**2\", \"reduction\": \"sum\"}")),
                            pick(List.of(
                                    "{\"type\": \"sgd\", \"learningRate\": 0.1}",
                                    "{\"type\": \"sgd\", \"learningRate\": 0.05}",
                                    "{\"type\": \"sgd\", \"learningRate\": 0.02, \"momentum\": 0.9}",
                                    "{\"type\": \"sgd\", \"learningRate\": 0.02, \"momentum\": 0.9, \"nesterov\": true}",
                                    "{\"type\": \"sgd\", \"learningRate\": 0.05, \"weightDecay\": 0.1}",
                                    "{\"type\": \"adam\", \"learningRate\": 0.1}",
                                    "{\"type\": \"adam\", \"learningRate\": 0.05, \"weightDecay\": 0.05}",
                                    "{\"type\": \"adamw\", \"learningRate\": 0.05, \"weightDecay\": 0.1}",
                                    "{\"type\": \"rmsprop\", \"learningRate\": 0.05}",
                                    "{\"type\": \"adagrad\", \"learningRate\": 0.3}")),
                            pick(List.of(
                                    "",
                                    "",
                                    "",
                                    "",
                                    " \"schedule\": {\"type\": \"exponential\", \"gamma\": 0.9},",
                                    " \"gradientClipping\": {\"value\": 0.5},",
                                    " \"regularization\": {\"l2\": 0.05},")),
                            size,
                            batched && random.nextBoolean(),
                            random.nextInt(1000),
                            (5 + random.nextInt(8)) * perEpoch);
        }

        private List<String> lines(JobSpecification job, Course course) {
            boolean weights = random.nextInt(3) > 0;
            boolean gradients = random.nextInt(4) == 0;
            boolean pytorch = random.nextBoolean();
            boolean before = random.nextInt(4) == 0;
            String loss = pick(List.of("loss", "Loss", "cost", "error"));
            List<String> lines = new ArrayList<>();
            int most = Math.min(12, course.trajectory().points());
            for (int i = 0; i < most; i++) {
                int point = i;
                List<String> parts = new ArrayList<>();
                for (Track track : course.trajectory().parameters()) {
                    if ((weights || pytorch) && track.width() <= 6 && (weights || track.width() == 1)) {
                        double[] values =
                                before ? point == 0 ? track.initial() : track.values(point - 1) : track.values(point);
                        parts.add(track.name() + "=" + array(values));
                    }
                }
                for (Track track : course.trajectory().gradients()) {
                    if (gradients && track.width() <= 6) {
                        parts.add(track.name() + ".grad=" + array(track.values(point)));
                    }
                }
                parts.add(loss + "=" + fixed(course.trajectory().loss(point)));
                lines.add(
                        pytorch
                                ? "Step [%d/%d]: ".formatted(i + 1, job.steps()) + String.join(", ", parts.reversed())
                                : "step " + (i + 1) + ": " + String.join(", ", parts));
            }
            return lines;
        }

        private static String array(double[] values) {
            return values.length == 1
                    ? fixed(values[0])
                    : DoubleStream.of(values).mapToObj(Writer::fixed).collect(Collectors.joining(", ", "[", "]"));
        }

        private static String fixed(double value) {
            return String.format(Locale.ROOT, "%." + DECIMALS + "f", value);
        }

        private String number(double scale) {
            return String.format(Locale.ROOT, "%.2f", scale * (2 * random.nextDouble() - 1));
        }

        private String numbers(int count, double scale) {
            return IntStream.range(0, count).mapToObj(i -> number(scale)).collect(Collectors.joining(", ", "[", "]"));
        }

        private String table(int rows, int width) {
            return IntStream.range(0, rows)
                    .mapToObj(row -> numbers(width, 2))
                    .collect(Collectors.joining(", ", "[", "]"));
        }

        private <T extends @Nullable Object> T pick(List<T> from) {
            return from.get(random.nextInt(from.size()));
        }
    }

    /** Returns whether every number of some lines is short enough to be printed by a person. */
    boolean isReadable() {
        return lines.size() >= 3
                && lines.stream()
                        .allMatch(
                                line -> Arrays.stream(line.split("[=,\\[\\]]")).allMatch(part -> part.length() < 14));
    }
}
