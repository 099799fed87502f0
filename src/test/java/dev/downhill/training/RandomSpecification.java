package dev.downhill.training;

import java.util.List;
import java.util.SplittableRandom;

/** A network of random layers, loss and optimizer, as JSON. */
final class RandomSpecification {
    private static final List<String> ACTIVATIONS = List.of(
            "relu", "tanh", "sigmoid", "gelu", "silu", "elu", "softplus", "leakyRelu", "mish", "hardtanh", "softsign");
    private static final List<String> OPTIMIZERS = List.of(
            "{\"type\": \"sgd\", \"learningRate\": 0.01}",
            "{\"type\": \"sgd\", \"learningRate\": 0.01, \"momentum\": 0.9, \"nesterov\": true}",
            "{\"type\": \"sgd\", \"learningRate\": 0.01, \"weightDecay\": 0.1}",
            "{\"type\": \"adam\", \"learningRate\": 0.01}",
            "{\"type\": \"adam\", \"learningRate\": 0.01, \"amsgrad\": true}",
            "{\"type\": \"adamw\", \"learningRate\": 0.01}",
            "{\"type\": \"rmsprop\", \"learningRate\": 0.01, \"centered\": true}",
            "{\"type\": \"adagrad\", \"learningRate\": 0.01}");
    private static final List<String> MORE = List.of(
            "",
            ", \"gradientClipping\": {\"norm\": 0.5}",
            ", \"gradientClipping\": {\"value\": 0.1}",
            ", \"zeroGrad\": false",
            ", \"regularization\": {\"l1\": 0.01, \"l2\": 0.01}");

    private RandomSpecification() {}

    static String of(SplittableRandom random) {
        boolean classes = random.nextBoolean();
        var layers = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            layers.append("{\"type\": \"linear\", \"units\": %d, \"activation\": \"%s\"}, "
                    .formatted(1 + random.nextInt(70), pick(random, ACTIVATIONS)));
            if (random.nextInt(4) == 0) {
                layers.append("{\"type\": \"layerNorm\"}, ");
            }
        }
        layers.append("{\"type\": \"linear\", \"units\": %d}".formatted(classes ? 2 : 1));
        return """
                {"model": {"layers": [%s]}, "data": {"generator": "%s", "n": %d, "noise": 0.1}, "loss": "%s",
                 "optimizer": %s%s, "seed": %d, "steps": 100, "record": {"gradients": true}}""".formatted(
                        layers,
                        classes ? "spiral" : "line",
                        2 + random.nextInt(60),
                        classes ? "crossEntropy" : pick(random, List.of("mse", "huber", "mae")),
                        pick(random, OPTIMIZERS),
                        pick(random, MORE),
                        random.nextInt(1000));
    }

    private static String pick(SplittableRandom random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
