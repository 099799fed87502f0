package dev.downhill.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.engine.autograd.DType;
import dev.downhill.explain.layer.LayerChoice;
import dev.downhill.explain.step.RowExplainer;
import dev.downhill.explain.step.RowFault;
import dev.downhill.explain.step.RowTrace;
import dev.downhill.explain.step.RowTrace.RowGradient;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.RandomSpecifications;
import dev.downhill.specification.reading.SpecificationReader;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.replay.Replay;
import dev.downhill.training.replay.ReplayedStep;
import dev.downhill.training.run.Interruption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rows of a step: their parts add up to the gradient, and each chain evaluates to its part. */
class RowsOfStepsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final SpecificationReader READER = new SpecificationReader(Limits.DEFAULT);
    private static final RowExplainer EXPLAINER = new RowExplainer(1_000_000);
    private static final double TOLERANCE = 1e-9;
    private static final int SEEDS = 300;
    private static final int MOST_ROWS = 40;

    /** Two rows, of which the mean is taken in the model: the parts are not apart, although all predictions are 0. */
    private static final String MIXED = """
            {"model": {"expression": "w * mean(x)", "parameters": {"w": 0.0}}, "data": {"x": [1.0, 2.0], "y": [3.0, 6.0]},
             "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 1}""";

    @Test
    void partsOfAllRowsAndTheRegularizationAddUpToTheGradient() {
        int summed = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            String json = RandomSpecifications.specification(seed);
            JobSpecification job = READER.read(JSON.readTree(json)).with(DType.FLOAT64);
            ReplayedStep step = lastOfTwo(job);
            if (step == null || step.rows().length > MOST_ROWS) {
                continue;
            }
            try {
                summed += addsUp(job, step, "seed " + seed + ": " + json) ? 1 : 0;
            } catch (RowFault rowsThatDependOnEachOther) {
                assertThat(rowsThatDependOnEachOther.parameter()).as(json).isNull();
            }
        }

        assertThat(summed).as("specifications with separate rows").isGreaterThan(SEEDS / 2);
    }

    private static boolean addsUp(JobSpecification job, ReplayedStep step, String what) {
        List<RowTrace> rows = IntStream.range(0, step.rows().length)
                .mapToObj(row -> EXPLAINER.explain(job, step, row, null, LayerChoice.ALL))
                .toList();
        for (int i = 0; i < step.graph().trained().size(); i++) {
            RowGradient first = rows.getFirst().weights().get(i);
            List<Double> whole = numbers(first.backpropagated());
            double[] sum = new double[whole.size()];
            double[] sizes = new double[whole.size()];
            for (RowTrace row : rows) {
                add(numbers(row.weights().get(i).part()), sum, sizes);
            }
            if (first.regularization() != null) {
                add(numbers(first.regularization()), sum, sizes);
            }
            for (int k = 0; k < sum.length; k++) {
                if (!Double.isNaN(whole.get(k)) && !Double.isNaN(sum[k])) {
                    assertThat(Math.abs(sum[k] - whole.get(k)))
                            .as("%s, %s[%s]: %s against %s", what, first.parameter(), k, sum[k], whole.get(k))
                            .isLessThanOrEqualTo(TOLERANCE * sizes[k] + 1e-12);
                }
            }
        }
        double shares = rows.stream().mapToDouble(row -> row.loss().share()).sum()
                + rows.getFirst().loss().regularization();
        assertThat(Math.abs(shares - step.loss()))
                .as(what)
                .isLessThanOrEqualTo(TOLERANCE * (1 + Math.abs(step.loss())));
        return true;
    }

    private static void add(List<Double> part, double[] sum, double[] sizes) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += part.get(k);
            sizes[k] += Math.abs(part.get(k));
        }
    }

    @Test
    void aChainEvaluatesToTheRowsPartOfItsWeight() {
        int evaluated = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            JobSpecification job = READER.read(JSON.readTree(RandomSpecifications.specification(seed)))
                    .with(DType.FLOAT64);
            ReplayedStep step = lastOfTwo(job);
            if (step == null) {
                continue;
            }
            for (String name : step.graph().trained()) {
                String weight = name
                        + "[0]"
                                .repeat(step.graph()
                                        .forward()
                                        .parameter(name)
                                        .shape()
                                        .rank());
                try {
                    RowTrace trace = EXPLAINER.explain(job, step, 0, weight, LayerChoice.ALL);
                    evaluated += evaluates(trace, name) ? 1 : 0;
                } catch (RowFault noRows) {
                    assertThat(noRows.getMessage()).containsAnyOf("other rows", "numbers at once");
                }
            }
        }

        assertThat(evaluated).isGreaterThan(SEEDS);
    }

    private static boolean evaluates(RowTrace trace, String name) {
        RowTrace.WeightChain chain = Objects.requireNonNull(trace.chain());
        String product = chain.python().substring(0, chain.python().indexOf("  #"));
        if (product.contains("NaN") || product.contains("Infinity")) {
            return false;
        }
        double part = trace.weights().stream()
                .filter(weight -> weight.parameter().equals(name))
                .map(weight -> first(weight.part()))
                .findFirst()
                .orElseThrow();
        if (!Double.isNaN(part)) {
            assertThat(Math.abs(new Arithmetic(product).value() - part))
                    .as("%s for %s of %s", product, part, name)
                    .isLessThanOrEqualTo(TOLERANCE * Math.abs(part) + 1e-12);
        }
        return true;
    }

    private static double first(@Nullable Object value) {
        List<Double> all = numbers(value);
        return all.isEmpty() ? Double.NaN : all.getFirst();
    }

    @Test
    void rowsThatTheModelMixesAreRefusedAlsoWhereThePredictionsAgree() {
        JobSpecification job = READER.read(JSON.readTree(MIXED));
        ReplayedStep step = new Replay(job, Checkpoint.initial(job)).next();

        assertThatThrownBy(() -> EXPLAINER.explain(job, step, 0, null, LayerChoice.ALL))
                .isInstanceOf(RowFault.class)
                .hasMessageContaining("depends on the other rows");
    }

    private static @Nullable ReplayedStep lastOfTwo(JobSpecification job) {
        try {
            var replay = new Replay(job, Checkpoint.initial(job));
            if (job.steps() > 1) {
                assertThat(replay.advanceTo(1, Interruption.NEVER)).isNull();
            }
            return replay.next();
        } catch (IllegalArgumentException diverged) {
            return null;
        }
    }

    /** A tensor of more than 64 numbers is a summary, and has none here. */
    private static List<Double> numbers(@Nullable Object value) {
        List<Double> numbers = new ArrayList<>();
        collect(JSON.valueToTree(value), numbers);
        return numbers;
    }

    private static void collect(JsonNode node, List<Double> numbers) {
        if (node.isArray()) {
            node.forEach(element -> collect(element, numbers));
        } else if (!node.isObject()) {
            numbers.add(node.isNull() ? Double.NaN : node.asDouble());
        }
    }

    /** Evaluates numbers with + * / and brackets, as Python does. */
    private static final class Arithmetic {
        private final String text;
        private int at;

        Arithmetic(String text) {
            this.text = text.replace(" ", "");
        }

        double value() {
            double sum = product();
            while (at < text.length() && text.charAt(at) == '+') {
                at++;
                sum += product();
            }
            return sum;
        }

        private double product() {
            double product = factor();
            while (at < text.length() && (text.charAt(at) == '*' || text.charAt(at) == '/')) {
                boolean times = text.charAt(at++) == '*';
                double next = factor();
                product = times ? product * next : product / next;
            }
            return product;
        }

        private double factor() {
            if (text.charAt(at) == '(') {
                at++;
                double inner = value();
                at++;
                return inner;
            }
            int from = at;
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at))
                            || text.charAt(at) == '.'
                            || text.charAt(at) == '-')) {
                at++;
            }
            return Double.parseDouble(text.substring(from, at));
        }
    }
}
