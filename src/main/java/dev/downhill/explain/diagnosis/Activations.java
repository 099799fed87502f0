package dev.downhill.explain.diagnosis;

import dev.downhill.data.Dataset;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.Interpreter;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.training.fault.Faults;
import dev.downhill.training.specification.Forward;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Every number of the forward pass over some training rows. */
record Activations(Forward forward, int rows, List<Tensor> nodes, Interpreter values) {

    static Forward forward(Run run, int rows) {
        var faults = new Faults();
        Forward forward = Forward.of(run.job(), rows, Forward.Mode.EVALUATION, faults);
        faults.throwIfAny();
        return Objects.requireNonNull(forward, "no fault was said, so the graph is there");
    }

    /** Returns the values of some outputs, and of all that they are computed from, over the first rows. */
    static Activations of(Run run, Forward forward, int rows, List<Tensor> outputs, Map<String, double[]> weights) {
        Dataset all = run.job().data().training();
        Dataset some =
                rows == all.rows() ? all : all.select(IntStream.range(0, rows).toArray());
        Graph graph = Graph.of(outputs);
        var values = new Interpreter(graph, run.job().dtype());
        weights.forEach((name, numbers) -> values.set(forward.parameter(name), numbers));
        run.job()
                .model()
                .inputs(some)
                .forEach(column -> values.set(
                        Objects.requireNonNull(forward.inputs().get(column.name()), column.name()), column.values()));
        values.set(forward.target(), some.target().values());
        values.run();
        return new Activations(forward, rows, graph.nodes(), values);
    }
}
