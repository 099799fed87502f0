package dev.downhill.explain.step;

import dev.downhill.engine.autograd.Allowance;
import dev.downhill.engine.autograd.BackwardPass;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.explain.graph.ShownNumbers;
import dev.downhill.explain.layer.LayerChoice;
import dev.downhill.explain.layer.LayersOpener;
import dev.downhill.explain.layer.OpenedLayer;
import dev.downhill.explain.step.RowTrace.Row;
import dev.downhill.explain.step.RowTrace.RowGradient;
import dev.downhill.explain.step.RowTrace.RowLoss;
import dev.downhill.explain.step.StepTrace.ForwardPhase;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Regularization;
import dev.downhill.training.replay.ReplayedStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Explains one row of a training step: its own forward and backward pass, and its part in the batch's gradient. */
public final class RowExplainer {
    /** The memory of a node's explanation: its value, its gradient, its derivatives, and their texts. */
    private static final long BYTES_PER_NODE = 8000;

    private final long mostNumbers;

    /** @param mostNumbers how many numbers all values of a step may take together */
    public RowExplainer(long mostNumbers) {
        this.mostNumbers = mostNumbers;
    }

    /**
     * Returns the explanation of one row of a step.
     *
     * @param row its place in the batch, from 0
     * @param weight the weight whose chain is written out, such as {@code 0.weight[1][0]}, or null
     * @param layers the layers to open
     * @throws dev.downhill.explain.layer.LayerFault if no layer has the element to open
     * @throws RowFault if the batch has no such row, the model no such weight, or the rows depend on each other
     * @throws TooLarge if the step has too many numbers
     */
    public RowTrace explain(
            JobSpecification job, ReplayedStep step, int row, @Nullable String weight, LayerChoice layers) {
        int rows = step.rows().length;
        RowFault.requireRow(step, row);
        RowPass pass = RowPass.of(job, step, row);
        WeightName named = weight == null
                ? null
                : WeightName.of(weight, pass.forward(), step.graph().trained());
        int divisor = new RowShare(pass, step, mostNumbers).divisor(row);

        var backward = new BackwardTrace(pass.names(), pass.backward(), pass.axes());
        Allowance.take(BYTES_PER_NODE * pass.names().nodes().size());
        List<Tensor> outputs = new ArrayList<>(pass.names().nodes());
        outputs.addAll(backward.outputs());
        var values = new NodeValues(outputs, pass.given(), job.dtype(), mostNumbers, pass.axes());
        var batch = new Batch(job, step, row, layers);

        Forward forward = pass.forward();
        Set<Tensor> predicting = new HashSet<>(Graph.of(forward.prediction()).nodes());
        var shown = new ForwardTrace(pass.names(), values);
        double loss = values.of(forward.loss()).item();
        return new RowTrace(
                step.number(),
                step.rate(),
                new Row(row, step.rows()[row], rows),
                new ForwardPhase(pass.names().id(forward.prediction()), shown.of(predicting::contains)),
                new RowLoss(
                        pass.names().id(forward.loss()),
                        pass.names().has(forward.target()) ? pass.names().id(forward.target()) : "",
                        loss,
                        divisor,
                        loss / divisor,
                        batch.penalty(),
                        step.loss(),
                        "share = " + divided(ShownNumbers.text(loss), divisor, ShownNumbers.text(loss / divisor))
                                + " of the batch's loss " + ShownNumbers.text(step.loss()),
                        shown.of(node -> !predicting.contains(node))),
                backward.phase(values),
                step.graph().trained().stream()
                        .map(name -> gradient(name, pass.gradient(forward.parameter(name), values), divisor, batch))
                        .toList(),
                batch.update().phase(batch.values()),
                named == null || weight == null
                        ? null
                        : new WeightChains(pass, values, backward).of(weight.strip(), named, divisor),
                batch.layers());
    }

    private RowGradient gradient(String name, NDArray row, int divisor, Batch batch) {
        NDArray part = new NDArray(
                row.shape(),
                Arrays.stream(row.values()).map(value -> value / divisor).toArray());
        NDArray whole = batch.backpropagated(name);
        String text = "d(loss)/d(" + name + "): this row's part is "
                + divided(batch.values().text(row), divisor, batch.values().text(part)) + " of "
                + batch.values().text(whole);
        return new RowGradient(
                name,
                ShownNumbers.json(row),
                ShownNumbers.json(part),
                ShownNumbers.json(whole),
                json(batch.regularization(name)),
                json(batch.left(name)),
                ShownNumbers.json(batch.gradient(name)),
                text);
    }

    private static @Nullable Object json(@Nullable NDArray value) {
        return value == null ? null : ShownNumbers.json(value);
    }

    private static String divided(String value, int divisor, String result) {
        return divisor == 1 ? value : value + " / " + divisor + " = " + result;
    }

    /** The whole batch: its gradients, the penalty's, and the update. */
    private final class Batch {
        private final JobSpecification job;
        private final ReplayedStep step;
        private final Tensor penalty;
        private final Map<String, Tensor> penalties = new HashMap<>();
        private final Map<String, Tensor> gradients = new HashMap<>();
        private final UpdateTrace update;
        private final LayersOpener layers;
        private final NodeValues values;

        Batch(JobSpecification job, ReplayedStep step, int row, LayerChoice choice) {
            this.job = job;
            this.step = step;
            Forward forward = step.graph().forward();
            List<String> trained = step.graph().trained();
            List<Tensor> parameters = trained.stream().map(forward::parameter).toList();
            List<Tensor> learned =
                    job.parameterNames().stream().map(forward::parameter).toList();
            penalty = job.regularization().add(Tensor.of(0), learned);
            BackwardPass pass = BackwardPass.of(forward.loss());
            BackwardPass ofPenalty = BackwardPass.of(penalty);
            trained.forEach(name -> {
                gradients.put(name, pass.gradient(forward.parameter(name)));
                penalties.put(name, ofPenalty.gradient(forward.parameter(name)));
            });
            update = new UpdateTrace(
                    job, step, parameters.stream().map(pass::gradient).toList());
            layers = new LayersOpener(job, forward, pass, row, choice);
            List<Tensor> outputs = new ArrayList<>(update.outputs());
            outputs.addAll(layers.outputs());
            outputs.add(penalty);
            outputs.addAll(gradients.values());
            outputs.addAll(penalties.values());
            Map<Tensor, double[]> given = new HashMap<>(step.given());
            given.putAll(update.given());
            values = new NodeValues(outputs, given, job.dtype(), mostNumbers, RowAxes.NONE);
        }

        UpdateTrace update() {
            return update;
        }

        NodeValues values() {
            return values;
        }

        List<OpenedLayer> layers() {
            return layers.open(values::of);
        }

        double penalty() {
            return values.of(penalty).item();
        }

        NDArray backpropagated(String name) {
            return values.of(tensor(gradients, name));
        }

        @Nullable
        NDArray regularization(String name) {
            return job.regularization().equals(Regularization.NONE) ? null : values.of(tensor(penalties, name));
        }

        @Nullable
        NDArray left(String name) {
            return update.left(step.graph().trained().indexOf(name));
        }

        NDArray gradient(String name) {
            int place = step.graph().trained().indexOf(name);
            return new NDArray(
                    step.graph().forward().parameter(name).shape(),
                    step.gradients().get(place));
        }

        private static Tensor tensor(Map<String, Tensor> all, String name) {
            Tensor tensor = all.get(name);
            if (tensor == null) {
                throw new IllegalArgumentException(name);
            }
            return tensor;
        }
    }
}
