package dev.downhill.explain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Units that are dead, and gradients on their way back, known from how a network was made. */
@Execution(ExecutionMode.CONCURRENT)
class NetworkFindingsTest {
    private static String network(SplittableRandom random, String layers, String more) {
        return """
                {"model": {"layers": [%s {"type": "linear", "units": 1}]}, "data": {"generator": "%s", "n": %d, "noise": 0.1},
                 "loss": "mse", "optimizer": {"type": "%s", "learningRate": 0.001}, "steps": %d, "seed": %d%s}""".formatted(
                        layers,
                        Findings.pick(random, "moons", "circle", "gauss", "plane"),
                        16 + random.nextInt(40),
                        Findings.pick(random, "sgd", "adam"),
                        1 + random.nextInt(10),
                        random.nextInt(1_000_000),
                        more);
    }

    private static String dense(int units, String activation, String more) {
        return "{\"type\": \"linear\", \"units\": %d, \"activation\": \"%s\"%s}, ".formatted(units, activation, more);
    }

    private static String also(SplittableRandom random) {
        return Findings.pick(
                random,
                "",
                ", \"batchSize\": 1",
                ", \"batchSize\": 5, \"zeroGrad\": false",
                ", \"gradientClipping\": {\"value\": 0.001}",
                ", \"regularization\": {\"l2\": 0.1}",
                ", \"dtype\": \"float32\"",
                ", \"record\": {\"gradients\": false, \"parameters\": \"none\"}");
    }

    @Test
    void unitThatAnswersSomeRowIsNotDead() {
        assertThat(Findings.wrong("deadRelus", false, 5, random -> {
                    int units = 1 + random.nextInt(12);
                    String activation =
                            Findings.pick(random, "relu", "relu", "relu", "leakyRelu", "tanh", "elu", "gelu");
                    boolean relu = activation.equals("relu");
                    String far = relu
                            ? ""
                            : ", \"bias\": "
                                    + Arrays.toString(
                                            random.doubles(units, -50, 0).toArray());
                    Run run = Ran.of(
                            network(random, dense(units, activation, far) + dense(4, activation, ""), also(random)));
                    boolean alive = !relu || (2 * Network.silent(run, 0) < units && 2 * Network.silent(run, 1) < 4);
                    return alive ? run : null;
                }))
                .isEmpty();
    }

    @Test
    void unitFarOnTheNegativeSideIsDead() {
        assertThat(Findings.wrong("deadRelus", true, 6, random -> {
                    int units = 1 + random.nextInt(12);
                    double[] bias = new double[units];
                    for (int unit = 0; unit < units; unit++) {
                        bias[unit] = 2 * unit < units ? -100 : random.nextDouble();
                    }
                    String far = ", \"bias\": " + Arrays.toString(bias);
                    String activation = Findings.pick(random, "relu", "relu6");
                    return Ran.of(network(random, dense(units, activation, far) + dense(4, "tanh", ""), also(random)));
                }))
                .isEmpty();
    }

    private static Run ordinary(SplittableRandom random) {
        int units = 8 + random.nextInt(24);
        String layer = Findings.pick(
                random,
                dense(units, "tanh", ""),
                dense(units, "tanh", ", \"init\": \"xavierNormal\""),
                dense(units, "relu", ", \"init\": \"kaimingNormal\""),
                dense(units, "relu", ""),
                dense(units, "gelu", ", \"init\": \"kaimingUniform\""));
        return Ran.of(network(random, layer.repeat(2 + random.nextInt(3)), also(random)));
    }

    @Test
    void gradientOfAnOrdinaryNetworkDoesNotVanish() {
        assertThat(Findings.wrong("vanishingGradients", false, 7, NetworkFindingsTest::ordinary))
                .isEmpty();
    }

    @Test
    void gradientVanishesBehindTenSigmoidsAndSmallWeights() {
        assertThat(Findings.wrong("vanishingGradients", true, 8, random -> {
                    int units = 4 + random.nextInt(12);
                    String layers = random.nextBoolean()
                            ? dense(units, "sigmoid", "").repeat(10)
                            : dense(units, "tanh", ", \"init\": {\"type\": \"normal\", \"std\": 0.01}")
                                    .repeat(5);
                    return Ran.of(network(random, layers, also(random)));
                }))
                .isEmpty();
    }

    @Test
    void gradientOfAnOrdinaryNetworkDoesNotExplode() {
        assertThat(Findings.wrong("explodingGradients", false, 9, NetworkFindingsTest::ordinary))
                .isEmpty();
    }

    @Test
    void gradientExplodesBehindManyLayersOfLargeWeights() {
        assertThat(Findings.wrong("explodingGradients", true, 10, random -> {
                    String large =
                            ", \"init\": {\"type\": \"normal\", \"std\": " + Findings.between(random, 1.5, 2.5) + "}";
                    String layer = dense(
                            24 + random.nextInt(12), Findings.pick(random, "identity", "relu", "leakyRelu"), large);
                    return Ran.of(network(
                                    random,
                                    layer.repeat(6 + random.nextInt(3)),
                                    also(random).replace("\"batchSize\": 5, \"zeroGrad\": false", "\"batchSize\": 5"))
                            .replace("\"learningRate\": 0.001", "\"learningRate\": 1e-12"));
                }))
                .isEmpty();
    }
}
