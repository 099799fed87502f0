package dev.downhill.specification;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.Loop;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.MatMul;
import dev.downhill.engine.loss.Targets;
import dev.downhill.engine.nn.Layer;
import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.model.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The forward pass of a specification over some rows, as a graph.
 *
 * @param inputs the columns that the model uses, by name.
 * @param target the target column; one of the inputs if the model learns to reproduce its input.
 * @param parameters every parameter by name, in the order of the model, and behind them the statistics that it keeps.
 * @param masks the random numbers that the pass needs.
 * @param kept the values of the statistics after a pass of training, by name.
 * @param shown what the layers of a pass of training computed on their way, by the place of the layer and a name, such as
 *     {@code 0.patches}.
 * @param parts the output of each part of the model, such as a layer, by its name.
 * @param prediction the output of the model, the rows first.
 * @param dataLoss a scalar, the loss without the regularization.
 * @param loss a scalar, with the regularization.
 */
public record Forward(
        Map<String, Tensor> inputs,
        Tensor target,
        Map<String, Tensor> parameters,
        List<Mask> masks,
        Map<String, Tensor> kept,
        Map<String, List<Tensor>> shown,
        Map<String, Tensor> parts,
        Tensor prediction,
        Tensor dataLoss,
        Tensor loss) {

    /** The purpose of a forward pass. */
    public enum Mode {
        /** The rows of a step: layers such as dropout draw random numbers. */
        TRAINING,
        /** Any rows, with the parameters as they are: nothing is random. */
        EVALUATION
    }

    /**
     * Random numbers that a pass in training needs.
     *
     * @param variable gets 0 with probability {@code dropped} and else 1 / (1 - dropped)
     * @param dropped at least 0 and less than 1
     */
    public record Mask(Tensor variable, double dropped) {}

    /** A pass whose random numbers are variables of the graph. */
    private record TrainingPass(List<Mask> masks, Map<String, Tensor> kept, Map<String, List<Tensor>> shown)
            implements Layer.Pass {
        @Override
        public boolean isTraining() {
            return true;
        }

        @Override
        public Tensor mask(Shape shape, double dropped) {
            masks.add(new Mask(Tensor.variable("mask" + masks.size(), shape, false), dropped));
            return masks.getLast().variable();
        }

        @Override
        public void keep(String name, Tensor next) {
            kept.put(name, next);
        }

        @Override
        public void show(String name, List<Tensor> values) {
            shown.put(name, values);
        }
    }

    /**
     * Returns the graph for a number of rows.
     *
     * @param rows how many rows each column has
     * @param faults receives the reason if the parts do not fit
     * @return null if the parts do not fit
     */
    public static @Nullable Forward of(JobSpecification job, int rows, Mode mode, Faults faults) {
        Dataset data = job.data().training();
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (Column column : job.model().inputs(data.withoutRows())) {
            inputs.put(column.name(), variable(column, rows));
        }
        Tensor target = inputs.getOrDefault(data.target().name(), variable(data.target(), rows));
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        for (Parameter parameter : job.model().parameters()) {
            boolean trained = !job.frozen().contains(parameter.name());
            Shape shape = parameter.initial().shape();
            parameters.put(parameter.name(), Tensor.variable(parameter.name(), shape, trained));
        }
        Map<String, Tensor> learned = new LinkedHashMap<>(parameters);
        for (Parameter statistic : job.model().statistics()) {
            Shape shape = statistic.initial().shape();
            parameters.put(statistic.name(), Tensor.variable(statistic.name(), shape, false));
        }
        List<Mask> masks = new ArrayList<>();
        Map<String, Tensor> kept = new LinkedHashMap<>();
        Map<String, List<Tensor>> shown = new LinkedHashMap<>();
        Layer.Pass source = mode == Mode.EVALUATION ? Layer.Pass.EVALUATION : new TrainingPass(masks, kept, shown);
        Map<String, Tensor> parts = new LinkedHashMap<>();
        Tensor prediction = job.model().prediction(inputs, parameters, source, parts::put, faults);
        if (prediction == null) {
            return null;
        }
        Tensor compared = job.loss().targets() == Targets.CLASSES ? classes(target) : alike(target, prediction);
        Tensor outputs = prediction.shape().rank() == 0 ? prediction.expand(compared.shape()) : prediction;
        if (!fits(job, outputs, compared)) {
            faults.add(
                    "/model",
                    "shape",
                    "the model gives shape " + prediction.shape() + " but the target '"
                            + data.target().name() + "' has shape " + target.shape() + expectation(job));
            return null;
        }
        Tensor loss = job.loss().of(outputs, compared, faults);
        return loss == null
                ? null
                : new Forward(
                        inputs,
                        target,
                        parameters,
                        masks,
                        kept,
                        shown,
                        parts,
                        outputs,
                        loss,
                        job.regularization().add(loss, learned.values()));
    }

    /**
     * Returns how many products of two numbers the matrix products of the prediction take. A weight of a convolution counts at
     * each place, one of a recurrence at each entry.
     */
    public double products() {
        return Graph.of(prediction).nodes().stream()
                .filter(node -> node.op() instanceof MatMul)
                .mapToDouble(node -> (double) node.shape().size()
                        * node.inputs().getFirst().shape().dim(-1))
                .sum();
    }

    private static boolean fits(JobSpecification job, Tensor outputs, Tensor compared) {
        Shape shape = outputs.shape();
        if (job.loss().targets() != Targets.CLASSES) {
            return shape.equals(compared.shape());
        }
        int last = shape.rank() - 1;
        return last > 0 && compared.shape().equals(shape.reduce(List.of(last), false));
    }

    private static String expectation(JobSpecification job) {
        return job.loss().targets() == Targets.CLASSES
                ? "; it needs one output for each class, the last dimension of its shape"
                : "";
    }

    /** A class may also stand in a column of width 1. */
    private static Tensor classes(Tensor target) {
        boolean column = target.shape().rank() == 2 && target.shape().dim(1) == 1;
        return column ? target.reshape(Shape.of(target.shape().dim(0))) : target;
    }

    /** A vector of n stands against outputs of n x 1 as a column. */
    private static Tensor alike(Tensor target, Tensor prediction) {
        Shape shape = prediction.shape();
        boolean oneOutput =
                shape.rank() == 2 && shape.dim(1) == 1 && target.shape().rank() == 1;
        return oneOutput ? target.reshape(Shape.of(target.shape().dim(0), 1)) : target;
    }

    private static Tensor variable(Column column, int rows) {
        return Tensor.variable(column.name(), Shape.of(column.dims(rows)), false);
    }

    /**
     * Returns the variable of a parameter.
     *
     * @throws NullPointerException if the model has no such parameter
     */
    public Tensor parameter(String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    /**
     * Gives a loop over this graph the rows of some data, inputs and target.
     *
     * @param rows as many rows as the graph was made for
     * @throws dev.downhill.engine.autograd.ShapeException if there are more or fewer
     */
    public void feed(Loop loop, JobSpecification job, Dataset rows) {
        for (Column column : job.model().inputs(rows)) {
            loop.set(Objects.requireNonNull(inputs.get(column.name()), column.name()), column.values());
        }
        loop.set(target, rows.target().values());
    }
}
