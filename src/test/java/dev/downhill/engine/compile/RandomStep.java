package dev.downhill.engine.compile;

import dev.downhill.engine.autograd.Functions;
import dev.downhill.engine.autograd.Gradients;
import dev.downhill.engine.autograd.Loop;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.autograd.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A random training step, the same for one seed: a loss of parameters and data by every kind of operation, its gradients, and
 * updates that carry state.
 *
 * @param given the value of each variable before the first step
 * @param trained the parameters that the step updates
 * @param gradients the gradient of each of them, before it is clipped
 */
record RandomStep(StepGraph graph, Map<Tensor, double[]> given, List<Tensor> trained, List<Tensor> gradients) {
    private static final int LARGEST = 3000;

    void start(Loop loop) {
        given.forEach(loop::set);
    }

    static RandomStep of(long seed) {
        return new Builder(new Random(seed * 7919 + 1)).build();
    }

    private static final class Builder {
        private final Random random;
        private final Map<Tensor, double[]> given = new LinkedHashMap<>();
        private final List<Tensor> parameters = new ArrayList<>();
        private final List<Tensor> made = new ArrayList<>();
        private final List<StepGraph.Carry> carries = new ArrayList<>();
        private final List<StepGraph.Carry> state = new ArrayList<>();
        private final Tensor rate = Tensor.variable("rate", Shape.SCALAR, false);

        Builder(Random random) {
            this.random = random;
        }

        RandomStep build() {
            int rows = pick(List.of(1, 2, 3, 5, 13, 40));
            int columns = pick(List.of(1, 2, 4, 7, 33));
            List<Shape> shapes = List.of(
                    Shape.SCALAR,
                    Shape.of(1),
                    Shape.of(columns),
                    Shape.of(rows, 1),
                    Shape.of(1, columns),
                    Shape.of(rows, columns),
                    Shape.of(columns, rows),
                    Shape.of(2, rows, columns));
            for (int i = 2 + random.nextInt(4); i > 0; i--) {
                parameters.add(variable("p" + i, pick(shapes), true));
            }
            made.addAll(parameters);
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                made.add(variable("x" + i, pick(shapes), false));
            }
            Collections.shuffle(made, random);
            for (int i = 3 + random.nextInt(10); i > 0; i--) {
                Tensor next = operation(pick(made), pick(made));
                if (next.shape().size() <= LARGEST) {
                    made.add(next);
                }
            }
            Tensor loss = loss();
            Collections.shuffle(parameters, random);
            List<Tensor> trained = parameters.subList(0, 1 + random.nextInt(parameters.size()));
            List<Tensor> plain = Gradients.of(loss, trained);
            List<Tensor> gradients = clipped(plain);
            for (int i = 0; i < trained.size(); i++) {
                update(trained.get(i), gradients.get(i));
            }
            return new RandomStep(step(loss, gradients), given, List.copyOf(trained), plain);
        }

        private StepGraph step(Tensor loss, List<Tensor> gradients) {
            List<Tensor> outputs = new ArrayList<>(gradients);
            outputs.add(pick(made));
            List<Tensor> taped = new ArrayList<>();
            carries.forEach(carry -> taped.add(carry.next()));
            if (random.nextBoolean()) {
                taped.addAll(gradients);
                taped.add(pick(made));
            }
            if (random.nextBoolean()) {
                for (Tensor gradient : gradients) {
                    state.add(new StepGraph.Carry(zeros("last", gradient.shape()), gradient));
                }
            }
            if (random.nextInt(4) == 0) {
                Tensor one = zeros("one", Shape.of(3));
                Tensor other = variable("other", Shape.of(3), false);
                state.add(new StepGraph.Carry(one, other));
                state.add(new StepGraph.Carry(other, random.nextBoolean() ? one : one.add(rate)));
            }
            int guarded = carries.size();
            List<StepGraph.Carry> all = new ArrayList<>(carries);
            all.addAll(state);
            return new StepGraph(loss, List.of(rate), outputs, taped, all, guarded);
        }

        private Tensor variable(String name, Shape shape, boolean requiresGrad) {
            Tensor variable = Tensor.variable(name, shape, requiresGrad);
            given.put(variable, random.doubles(shape.size(), -1.5, 1.5).toArray());
            return variable;
        }

        private Tensor zeros(String name, Shape shape) {
            Tensor variable = Tensor.variable(name, shape, false);
            given.put(variable, new double[shape.size()]);
            return variable;
        }

        /** A sum of bounded terms, so that most runs stay finite. */
        private Tensor loss() {
            Tensor loss = Tensor.of(0);
            Collections.shuffle(made, random);
            for (Tensor tensor : made.subList(0, 1 + random.nextInt(made.size()))) {
                loss = loss.add(
                        switch (random.nextInt(5)) {
                            case 0 -> tensor.tanh().mean();
                            case 1 -> tensor.sum().sin();
                            case 2 -> tensor.sub(0.3).pow(2).mean().mul(0.1);
                            case 3 -> tensor.mean().sigmoid();
                            default -> tensor.softplus().sum().mul(0.01);
                        });
            }
            return loss;
        }

        private List<Tensor> clipped(List<Tensor> gradients) {
            return switch (random.nextInt(4)) {
                case 0 ->
                    gradients.stream()
                            .map(g -> g.maximum(Tensor.of(-0.05)).minimum(Tensor.of(0.05)))
                            .toList();
                case 1 -> {
                    Tensor squares = Tensor.of(0);
                    for (Tensor gradient : gradients) {
                        squares = squares.add(gradient.pow(2).sum());
                    }
                    Tensor scale = Tensor.of(0.5).div(squares.sqrt().add(1e-6)).minimum(Tensor.of(1));
                    yield gradients.stream()
                            .map(gradient -> gradient.mul(scale))
                            .toList();
                }
                default -> gradients;
            };
        }

        private void update(Tensor parameter, Tensor gradient) {
            Tensor step = gradient;
            switch (random.nextInt(4)) {
                case 0 -> {
                    Tensor momentum = zeros("momentum", parameter.shape());
                    step = momentum.mul(0.9).add(gradient);
                    state.add(new StepGraph.Carry(momentum, step));
                }
                case 1 -> {
                    Tensor squares = zeros("squares", parameter.shape());
                    Tensor next = squares.mul(0.99).addScaled(Tensor.of(0.01), gradient.mul(gradient));
                    state.add(new StepGraph.Carry(squares, next));
                    step = gradient.div(next.sqrt().add(1e-8));
                }
                case 2 -> step = gradient.add(parameter.mul(0.1));
                default -> {}
            }
            carries.add(new StepGraph.Carry(parameter, parameter.addScaled(rate.neg(), step)));
        }

        private Tensor operation(Tensor a, Tensor b) {
            try {
                return switch (random.nextInt(24)) {
                    case 0 -> a.add(b);
                    case 1 -> a.sub(b);
                    case 2 -> a.mul(b);
                    case 3 -> a.div(b.pow(2).add(1));
                    case 4 -> a.pow(pick(List.of(2.0, 3.0, 1.0, 0.0)));
                    case 5 -> a.pow(2).add(1).pow(b.tanh());
                    case 6 -> b.addScaled(a, Tensor.of(0.3));
                    case 7 -> a.sum(random.nextBoolean(), axis(a));
                    case 8 -> a.mean(random.nextBoolean(), axis(a));
                    case 9 -> random.nextBoolean() ? a.sum() : a.mean();
                    case 10 -> a.mT();
                    case 11 -> a.reshape(Shape.of(a.shape().size()));
                    case 12, 13 -> a.matmul(b).mul(0.3);
                    case 14 -> a.matmul(b.mT()).mul(0.2);
                    case 15 -> a.maximum(b);
                    case 16 -> a.minimum(b);
                    case 17 -> a.where(b.gt(Tensor.of(0)), b);
                    case 18 -> a.amax(random.nextBoolean(), axis(a));
                    case 19 -> rows(a);
                    case 20 -> a.sigmoid().binaryCrossEntropy(Tensor.of(0.75).expand(a.shape()));
                    case 21 -> a.binaryCrossEntropyWithLogits(Tensor.of(0.25).expand(a.shape()));
                    default -> function(a, b);
                };
            } catch (ShapeException e) {
                return a.mul(0.7);
            }
        }

        private int axis(Tensor tensor) {
            if (tensor.shape().rank() == 0) {
                throw new ShapeException("a scalar has no axis");
            }
            return random.nextInt(tensor.shape().rank());
        }

        /** Rows of a matrix, or elements of its rows, by number. */
        private Tensor rows(Tensor a) {
            if (a.shape().rank() != 2) {
                return a.elu(1.3);
            }
            boolean elements = random.nextBoolean();
            int count = elements ? a.shape().dim(0) : 1 + random.nextInt(5);
            int most = a.shape().dim(elements ? 1 : 0);
            double[] numbers = random.ints(count, 0, most).asDoubleStream().toArray();
            Tensor indices = Tensor.of(new NDArray(Shape.of(count), numbers));
            return elements ? a.gather(indices) : a.indexSelect(indices);
        }

        private Tensor function(Tensor a, Tensor b) {
            Functions.Function function = pick(Functions.all());
            Tensor bounded = switch (function.name()) {
                case "log", "sqrt" -> a.pow(2).add(0.5);
                case "log1p" -> a.pow(2);
                case "exp", "expm1", "sinh", "cosh", "tan" -> a.tanh();
                default -> a;
            };
            if (function.name().equals("pow")) {
                return a.abs().add(0.1).pow(b.sigmoid());
            }
            return function.call(function.least() == 2 ? List.of(bounded, b) : List.of(bounded));
        }

        private <T> T pick(List<T> from) {
            return from.get(random.nextInt(from.size()));
        }
    }
}
