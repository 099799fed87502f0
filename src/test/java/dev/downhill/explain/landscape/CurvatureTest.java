package dev.downhill.explain.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.downhill.FirstLesson;
import dev.downhill.training.record.Checkpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurvatureTest {
    private static final long AMPLE = 20_000_000_000L;

    private static final String LINE = """
            {"model": {"expression": "w * x + b", "parameters": {"w": 0.0, "b": 0.0}},
             "data": {"x": [1, 2, 3, 4], "y": [3, 5, 7, 9]}, "optimizer": {"type": "sgd", "learningRate": 0.05}, "steps": 5}""";

    @Test
    void firstLessonHasCurvatureEightAndRateLimitOneQuarter() {
        Sharpness end = Sharpness.newest(JobWithWeights.of(FirstLesson.JSON).weights(), AMPLE);

        assertThat(end).isEqualTo(new Sharpness(10, 8.0, 0.25, 0.1, 1, true));
    }

    @Test
    void curvatureOfALineIsThatOfItsNormalEquations() {
        // The Hessian is 2/n [[sum x^2, sum x], [sum x, n]].
        double a = 2.0 / 4 * 30;
        double b = 2.0 / 4 * 10;
        double d = 2;
        double largest = (a + d) / 2 + Math.sqrt((a - d) * (a - d) / 4 + b * b);

        Sharpness end = Sharpness.newest(JobWithWeights.of(LINE).weights(), AMPLE);

        assertThat(end.converged()).isTrue();
        assertThat(Objects.requireNonNull(end.sharpness())).isCloseTo(largest, within(1e-10));
        assertThat(Objects.requireNonNull(end.learningRateLimit())).isCloseTo(2 / largest, within(1e-12));
    }

    /** The loss of these is the formula itself, at u = 0.5 and v = 0.25. */
    @ParameterizedTest
    @CsvSource({
        "u ** 2 - 3 * v ** 2, 2",
        "u * v, 1",
        "-u ** 2 - 3 * v ** 2, -2",
        "u + v, 0",
        "2 * u ** 2 + 2 * v ** 2, 4",
        "u ** 2 - v ** 2, 2",
        "exp(u) + v, 1.6487212707001282",
        "u ** 3 + v ** 4, 3"
    })
    void findsTheLargestEigenvalueBesideLargerNegativeOnes(String formula, double expected) {
        JobWithWeights job = JobWithWeights.of("""
                {"model": {"expression": "(%s) * x", "parameters": {"u": 0.5, "v": 0.25}}, "data": {"x": [1], "y": [0]},
                 "loss": {"expression": "yPred"}, "optimizer": {"type": "sgd", "learningRate": 0}, "steps": 1}""".formatted(formula));

        Sharpness found = atTheStart(job);

        assertThat(found.converged()).isTrue();
        assertThat(Objects.requireNonNull(found.sharpness())).isCloseTo(expected, within(1e-8));
        assertThat(found.learningRateLimit() == null).isEqualTo(expected <= 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tanh", "sigmoid", "gelu", "softplus", "silu"})
    void agreesWithTheDenseHessianOfANetwork(String activation) {
        JobWithWeights job = JobWithWeights.of("""
                {"model": {"layers": [{"type": "linear", "units": 4, "activation": "%s"}, {"type": "linear", "units": 3}]},
                 "data": {"generator": "blobs", "n": 24, "noise": 0.5}, "loss": "crossEntropy", "seed": 5,
                 "regularization": {"l2": 0.01}, "optimizer": {"type": "sgd", "learningRate": 0.1}, "steps": 3}""".formatted(activation));
        Map<String, double[]> weights = job.result().checkpoint().parameters();
        double[][] dense = dense(job, weights);
        var hessian = new HessianProduct(job.specification(), 100);
        hessian.at(weights);
        double[] vector = new SplittableRandom(2).doubles(dense.length, -1, 1).toArray();

        double[] product = Objects.requireNonNull(hessian.times(vector));
        Curvature curvature = Objects.requireNonNull(Curvature.of(hessian, Curvature.Effort.of(2000)));

        assertThat(hessian.size()).isEqualTo(4 * 2 + 4 + 3 * 4 + 3);
        for (int i = 0; i < dense.length; i++) {
            double expected = 0;
            for (int j = 0; j < dense.length; j++) {
                expected += dense[i][j] * vector[j];
            }
            assertThat(product[i]).isCloseTo(expected, within(1e-5));
        }
        assertThat(curvature.converged()).isTrue();
        assertThat(curvature.eigenvalue()).isCloseTo(largestEigenvalue(dense), within(1e-5));
    }

    /** By central differences of the loss in two directions. */
    private static double[][] dense(JobWithWeights job, Map<String, double[]> weights) {
        double h = 1e-3;
        var loss = new LossFunction(job.specification(), 10_000);
        List<Element> elements = Element.all(job.specification().model().parameters());
        double[][] hessian = new double[elements.size()][elements.size()];
        for (int i = 0; i < elements.size(); i++) {
            for (int j = 0; j < elements.size(); j++) {
                Element a = elements.get(i);
                Element b = elements.get(j);
                hessian[i][j] = (loss.at(moved(weights, a, h, b, h))
                                - loss.at(moved(weights, a, h, b, -h))
                                - loss.at(moved(weights, a, -h, b, h))
                                + loss.at(moved(weights, a, -h, b, -h)))
                        / (4 * h * h);
            }
        }
        return hessian;
    }

    private static Map<String, double[]> moved(
            Map<String, double[]> weights, Element a, double byA, Element b, double byB) {
        Map<String, double[]> moved = new LinkedHashMap<>();
        weights.forEach((name, values) -> moved.put(name, values.clone()));
        Objects.requireNonNull(moved.get(a.parameter()))[a.index()] += byA;
        Objects.requireNonNull(moved.get(b.parameter()))[b.index()] += byB;
        return moved;
    }

    /** By Jacobi's rotations. */
    private static double largestEigenvalue(double[][] matrix) {
        int n = matrix.length;
        for (int sweep = 0; sweep < 60; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    double angle = 0.5 * Math.atan2(2 * matrix[p][q], matrix[p][p] - matrix[q][q]);
                    double c = Math.cos(angle);
                    double s = Math.sin(angle);
                    for (int k = 0; k < n; k++) {
                        double kp = matrix[k][p];
                        matrix[k][p] = c * kp + s * matrix[k][q];
                        matrix[k][q] = c * matrix[k][q] - s * kp;
                    }
                    for (int k = 0; k < n; k++) {
                        double pk = matrix[p][k];
                        matrix[p][k] = c * pk + s * matrix[q][k];
                        matrix[q][k] = c * matrix[q][k] - s * pk;
                    }
                }
            }
        }
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, matrix[i][i]);
        }
        return largest;
    }

    @Test
    void frozenParametersDoNotCount() {
        String frozen = LINE.replace("\"steps\"", "\"frozen\": [\"w\"], \"steps\"");

        assertThat(Sharpness.newest(JobWithWeights.of(frozen).weights(), AMPLE).sharpness())
                .isEqualTo(2.0);
    }

    @Test
    void includesTheFirstAndTheLastStateOfARun() {
        JobWithWeights job = JobWithWeights.of(LINE.replace("\"steps\": 5", "\"steps\": 40"));

        List<Sharpness> states = Sharpness.along(5, job.weights(), AMPLE);

        assertThat(states).extracting(Sharpness::step).containsExactly(0L, 10L, 20L, 30L, 40L);
        assertThat(states).extracting(Sharpness::learningRate).containsOnly(0.05);
    }

    @Test
    void singleStateHasNoPath() {
        WeightStates weights = JobWithWeights.of(FirstLesson.JSON).weights();

        assertThatThrownBy(() -> Sharpness.along(1, weights, AMPLE)).hasMessageContaining("between 2 and 100");
    }

    /** The mean of 2 (x^w ln x)^2, to which a row x = 0 adds nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"x ** w", "pow(x, w)", "x ** w + 0 * elu(w * 1000)"})
    void rowsOfZeroDoNotCurveALearnedExponent(String formula) {
        JobWithWeights job = JobWithWeights.of("""
                {"model": {"expression": "%s", "parameters": {"w": 2.0}}, "data": {"x": [0, 2], "y": [0, 4]},
                 "optimizer": {"type": "sgd", "learningRate": 0}, "steps": 1}""".formatted(formula));

        assertThat(Objects.requireNonNull(atTheStart(job).sharpness())).isCloseTo(7.687248222691222, within(1e-12));
    }

    /** (v x) ** w at v = 1, w = 2 over x = 0 and x = 2: the Hessian of the mean, from its second derivatives by hand. */
    @Test
    void baseAndExponentCurveTogether() {
        JobWithWeights job = JobWithWeights.of("""
                {"model": {"expression": "(v * x) ** w", "parameters": {"v": 1.0, "w": 2.0}}, "data": {"x": [0, 2], "y": [0, 4]},
                 "optimizer": {"type": "sgd", "learningRate": 0}, "steps": 1}""");
        double byV = 8;
        double byW = 4 * Math.log(2);

        assertThat(Objects.requireNonNull(atTheStart(job).sharpness())).isCloseTo(byV * byV + byW * byW, within(1e-9));
    }

    /** A prediction that is right leaves the curve of half a square. */
    @Test
    void huberCurvesWhereThePredictionIsRight() {
        JobWithWeights job = JobWithWeights.of("""
                {"model": {"expression": "w * x", "parameters": {"w": 3.0}}, "data": {"x": [2], "y": [6]},
                 "loss": "huber", "optimizer": {"type": "sgd", "learningRate": 0}, "steps": 1}""");

        assertThat(atTheStart(job).sharpness()).isEqualTo(4.0);
    }

    @Test
    void curvatureOfANonFiniteLossIsNotFinite() {
        JobWithWeights job = JobWithWeights.of("""
                {"model": {"expression": "log(w) * x", "parameters": {"w": -1}}, "data": {"x": [1], "y": [1]}, "steps": 1}""");

        assertThat(atTheStart(job).sharpness()).isNull();
    }

    private static Sharpness atTheStart(JobWithWeights job) {
        return Sharpness.at(Checkpoint.initial(job.specification()), job.specification(), AMPLE);
    }
}
