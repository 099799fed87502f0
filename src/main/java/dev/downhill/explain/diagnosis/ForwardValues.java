package dev.downhill.explain.diagnosis;

import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.Interpreter;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.specification.Forward;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.fault.Faults;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Every number of a pass over some rows. */
record ForwardValues(List<Tensor> nodes, Interpreter values) {

    /** Returns the forward pass over as many rows, without dropout. */
    static Forward forward(JobSpecification job, Dataset rows) {
        var faults = new Faults();
        Forward forward = Forward.of(job, rows.rows(), Forward.Mode.EVALUATION, faults);
        faults.throwIfAny();
        return Objects.requireNonNull(forward, "without a fault there is a graph");
    }

    /** Returns the values of some outputs, and of all that they are computed from. */
    static ForwardValues of(
            JobSpecification job, Forward forward, Dataset rows, List<Tensor> outputs, Map<String, double[]> weights) {
        Graph graph = Graph.of(outputs);
        var values = new Interpreter(graph, job.dtype());
        weights.forEach((name, numbers) -> values.set(forward.parameter(name), numbers));
        job.model()
                .inputs(rows)
                .forEach(column -> values.set(
                        Objects.requireNonNull(forward.inputs().get(column.name()), column.name()), column.values()));
        values.set(forward.target(), rows.target().values());
        values.run();
        return new ForwardValues(graph.nodes(), values);
    }
}
