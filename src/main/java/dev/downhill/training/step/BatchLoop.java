package dev.downhill.training.step;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.Loop;
import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.compile.Loops;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.training.record.Checkpoint;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A training step on batches of one size, ready to run: the layer between {@link Stepper}, which knows the order of the
 * rows, and the engine's {@link Loop}.
 */
public final class BatchLoop {
    private final Dataset data;
    private final List<Column> inputs;
    private final TrainingStep step;
    private final Loop loop;

    /** The numbers by which the loop knows the carried values. */
    private final List<Integer> numbers;

    private final int tapeWidth;
    private final List<double[]> masks;

    /**
     * @param runs about how many steps will be taken
     * @param taped whether every step writes down what is recorded
     * @param start what the first step begins with; parameters that are frozen keep it
     */
    BatchLoop(JobSpecification job, TrainingStep step, long runs, boolean taped, Checkpoint start) {
        this.data = job.data().training();
        this.inputs = job.model().inputs(data);
        this.step = step;
        this.numbers = IntStream.range(0, step.carried().size()).boxed().toList();
        StepGraph graph = step.graph(taped);
        this.loop = Loops.of(graph, job.dtype(), runs);
        this.tapeWidth = graph.tapeWidth();
        this.masks = step.forward().masks().stream()
                .map(mask -> new double[mask.variable().shape().size()])
                .toList();
        start.parameters().forEach((name, values) -> loop.set(step.forward().parameter(name), values));
        step.state().forEach(this::begin);
        step.layout().gradientsOf(step.carried()).forEach(this::begin);
        for (int i = 0; i < start.state().size(); i++) {
            loop.set(step.state().get(i).variable(), start.state().get(i));
        }
    }

    private void begin(TrainingStep.Carried carry) {
        loop.set(carry.variable(), carry.initial().values());
    }

    /** Returns the step's graph and the order of its values. */
    public TrainingStep step() {
        return step;
    }

    /** Returns how many numbers a step writes to the tape. */
    public int tapeWidth() {
        return tapeWidth;
    }

    /** Begins with what another execution ended with. */
    void continueFrom(BatchLoop other) {
        loop.continueFrom(other.loop);
    }

    /** Gives the step a batch of the training data. */
    void feed(Batches batch) {
        for (Column column : inputs) {
            loop.setRows(input(column), column.values(), batch.order(), batch.from());
        }
        loop.setRows(step.forward().target(), data.target().values(), batch.order(), batch.from());
    }

    private Tensor input(Column column) {
        return Objects.requireNonNull(step.forward().inputs().get(column.name()), column.name());
    }

    private static double[] elements(Column column, int[] rows) {
        int width = Arrays.stream(column.dims(1)).reduce(1, (a, b) -> a * b);
        double[] elements = new double[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(column.values(), rows[i] * width, elements, i * width, width);
        }
        return elements;
    }

    /** Draws the masks of this step. */
    void mask(RandomStream random) {
        for (int m = 0; m < masks.size(); m++) {
            Forward.Mask mask = step.forward().masks().get(m);
            random.fill(masks.get(m), mask.dropped());
            loop.set(mask.variable(), masks.get(m));
        }
    }

    /**
     * Returns the value of every variable of the next step.
     *
     * @param rows the rows that it sees
     * @param before the state before it
     * @param scalars the values of the optimizer's scalars
     */
    public Map<Tensor, double[]> given(int[] rows, Checkpoint before, double[] scalars) {
        Map<Tensor, double[]> given = new HashMap<>();
        Forward forward = step.forward();
        for (Column column : inputs) {
            given.put(input(column), elements(column, rows));
        }
        given.put(forward.target(), elements(data.target(), rows));
        for (int m = 0; m < masks.size(); m++) {
            given.put(forward.masks().get(m).variable(), masks.get(m).clone());
        }
        before.parameters().forEach((name, values) -> given.put(forward.parameter(name), values));
        for (int i = 0; i < step.state().size(); i++) {
            TrainingStep.Carried carry = step.state().get(i);
            given.put(
                    carry.variable(),
                    before.state().isEmpty()
                            ? carry.initial().values()
                            : before.state().get(i));
        }
        for (int i = 0; i < scalars.length; i++) {
            given.put(step.scalars().get(i), new double[] {scalars[i]});
        }
        return given;
    }

    /** Takes steps until a number is not finite; returns how many. */
    int run(int steps, double[] scalars, double[] tape) {
        return loop.run(steps, scalars, tape);
    }

    /** Returns the value of each trained parameter after the last step that took effect, row-major. */
    public List<double[]> parameters() {
        return step.layout().parametersOf(numbers).stream().map(loop::carried).toList();
    }

    /** Returns the value of each trained parameter and of each statistic after the last step that took effect, row-major. */
    List<double[]> model() {
        return step.layout().modelOf(numbers).stream().map(loop::carried).toList();
    }

    /** Returns what else stands after the last step: the optimizer's state, and the gradients that no step zeroes. */
    List<double[]> state() {
        return step.layout().stateOf(numbers).stream().map(loop::carried).toList();
    }

    /** Returns the recorded gradients of the last step that took effect; none if gradients are not recorded. */
    public List<double[]> gradients() {
        return step.layout().gradientsOf(numbers).stream().map(loop::carried).toList();
    }

    /** Returns the gradient of each trained parameter as the optimizer saw it in the last step. */
    public List<double[]> computedGradients() {
        return step.gradients().stream().map(loop::get).toList();
    }

    /**
     * Returns the first tensor that is not finite in the last step: the loss, a gradient, or an update.
     *
     * @param number of the step, which did not take effect
     */
    public Divergence divergence(long number) {
        if (!allFinite(loop.get(step.forward().loss()))) {
            return Divergence.ofLoss(number);
        }
        List<String> trained = step.trained();
        for (int i = 0; i < trained.size(); i++) {
            if (!allFinite(loop.get(step.gradients().get(i)))) {
                return new Divergence(number, Divergence.Kind.GRADIENT, trained.get(i));
            }
        }
        for (int i = 0; i < trained.size(); i++) {
            if (!allFinite(loop.get(step.carried().get(i).next()))) {
                return new Divergence(number, Divergence.Kind.UPDATE, trained.get(i));
            }
        }
        return new Divergence(number, Divergence.Kind.UPDATE, null);
    }

    private static boolean allFinite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
