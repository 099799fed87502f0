package dev.downhill.specification;

import dev.downhill.data.Partition;
import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.optimizer.Optimizer;
import dev.downhill.engine.schedule.LearningRateSchedule;
import dev.downhill.specification.model.ModelDefinition;
import dev.downhill.specification.model.Parameter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The specification of a job, read and checked.
 *
 * <p>Nothing changes its parts after they are read. The withers replace a part and keep the text, which then describes
 * the job that was read.
 *
 * @param name a title, or null.
 * @param data the rows to learn from, and the test rows.
 * @param seed the source of every random choice.
 * @param dtype the precision in which it runs.
 * @param record what is recorded of its steps.
 * @param text the specification as JSON, with every default filled in.
 */
public record JobSpecification(
        @Nullable String name,
        ModelDefinition model,
        Partition data,
        Objective loss,
        Optimization optimization,
        RunLength length,
        long seed,
        DType dtype,
        Recording record,
        SpecificationText text) {

    /** Returns the same job with another model. */
    public JobSpecification with(ModelDefinition other) {
        return new JobSpecification(name, other, data, loss, optimization, length, seed, dtype, record, text);
    }

    /** Returns the same job on other data. */
    public JobSpecification with(Partition other) {
        return new JobSpecification(name, model, other, loss, optimization, length, seed, dtype, record, text);
    }

    /** Returns the same job with another loss. */
    public JobSpecification with(Objective other) {
        return new JobSpecification(name, model, data, other, optimization, length, seed, dtype, record, text);
    }

    /** Returns the same job with other updates. */
    public JobSpecification with(Optimization other) {
        return new JobSpecification(name, model, data, loss, other, length, seed, dtype, record, text);
    }

    /** Returns the same job with another length. */
    public JobSpecification with(RunLength other) {
        return new JobSpecification(name, model, data, loss, optimization, other, seed, dtype, record, text);
    }

    /** Returns the same job in another precision. */
    public JobSpecification with(DType other) {
        return new JobSpecification(name, model, data, loss, optimization, length, seed, other, record, text);
    }

    /** Returns the same job with other things recorded. */
    public JobSpecification with(Recording other) {
        return new JobSpecification(name, model, data, loss, optimization, length, seed, dtype, other, text);
    }

    /** Returns the rule that makes an update of a gradient. */
    public Optimizer optimizer() {
        return optimization.optimizer();
    }

    /** Returns the schedule of the learning rate. */
    public LearningRateSchedule schedule() {
        return optimization.schedule();
    }

    /** Returns the penalty that is part of the loss. */
    public Regularization regularization() {
        return optimization.regularization();
    }

    /** Returns the treatment of gradients that are too large. */
    public Clipping clipping() {
        return optimization.clipping();
    }

    /** Returns the names of the parameters that are not trained. */
    public Set<String> frozen() {
        return optimization.frozen();
    }

    /**
     * Returns whether gradients are zeroed after each step; otherwise they add up, as in PyTorch without {@code
     * zero_grad()}.
     */
    public boolean zeroGrad() {
        return optimization.zeroGrad();
    }

    /** Returns the rows of each step. */
    public Batching batching() {
        return length.batching();
    }

    /** Returns the number of updates, if no rule stops the run earlier. */
    public long steps() {
        return length.steps();
    }

    /** Returns the rule that ends a run before its last step. */
    public StopRule stop() {
        return length.stop();
    }

    /** Returns the names of the parameters, in the order of the model. */
    public List<String> parameterNames() {
        return model.parameters().stream().map(Parameter::name).toList();
    }

    /** Returns the parameters of the model, and behind them the statistics that it keeps: PyTorch's {@code state_dict}. */
    public List<Parameter> modelState() {
        return Stream.concat(model.parameters().stream(), model.statistics().stream())
                .toList();
    }

    /**
     * Returns about how much there is to do: steps x scalars in all parameters x rows of a step. {@link Limits#work}
     * bounds it.
     */
    public double work() {
        return (double) steps() * scalars() * batching().size();
    }

    /** Returns how many numbers all parameters have together. */
    public long scalars() {
        long scalars = 0;
        for (Parameter parameter : model.parameters()) {
            scalars += parameter.initial().shape().size();
        }
        return scalars;
    }

    /** Returns how many bytes the data, the numbers of the parameters and the text take. */
    public long bytes() {
        long statistics = 0;
        for (Parameter statistic : model.statistics()) {
            statistics += statistic.initial().shape().size();
        }
        return data.bytes() + text.bytes() + (scalars() + statistics) * Double.BYTES;
    }
}
