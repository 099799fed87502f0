package dev.downhill.explain.step;

import dev.downhill.explain.graph.ShownNumbers;
import java.util.stream.Stream;

/** A step as a terminal shows it: like a traceback, from the loss back to each weight. */
public final class StepText {
    private StepText() {}

    public static String of(StepTrace trace) {
        var text = new TraceLines();
        int rows = trace.rows().count();
        text.line(
                0,
                "Step " + trace.step() + ": learning rate " + ShownNumbers.text(trace.learningRate()) + ", " + rows
                        + (rows == 1 ? " row" : " rows"));
        text.heading("Forward");
        text.nodes(trace.forward().nodes());
        text.heading("Loss");
        text.nodes(trace.loss().nodes());
        text.heading("Traceback (from the loss back to each weight)");
        text.backward(
                Stream.concat(trace.forward().nodes().stream(), trace.loss().nodes().stream())
                        .toList(),
                trace.backward());
        text.update(trace.update());
        text.layers(trace.layers());
        text.heading("Next");
        text.line(1, trace.next().text());
        return text.toString();
    }

    /** Returns one row of a step in the same way. */
    public static String of(RowTrace trace) {
        var text = new TraceLines();
        text.line(0, row(trace.step(), trace.row(), trace.learningRate()));
        text.heading("Forward");
        text.nodes(trace.forward().nodes());
        text.heading("Loss of the row");
        text.nodes(trace.loss().nodes());
        text.line(1, trace.loss().text());
        text.heading("Traceback (from the row's loss back to each weight)");
        text.backward(
                Stream.concat(trace.forward().nodes().stream(), trace.loss().nodes().stream())
                        .toList(),
                trace.backward());
        text.heading("The row's part of each gradient");
        trace.weights().forEach(weight -> text.line(1, weight.text()));
        RowTrace.WeightChain chain = trace.chain();
        if (chain != null) {
            text.heading("Chain of " + chain.weight());
            chain.factors().forEach(factor -> text.line(1, factor.text()));
            text.line(1, chain.python());
        }
        text.update(trace.update());
        text.layers(trace.layers());
        return text.toString();
    }

    /** Returns one layer of a step in the same way. */
    public static String of(LayerTrace trace) {
        var text = new TraceLines();
        text.line(0, row(trace.step(), trace.row(), trace.learningRate()));
        text.layers(trace.layers());
        return text.toString();
    }

    private static String row(long step, RowTrace.Row row, double rate) {
        return "Step " + step + ", row " + row.index() + " of " + row.of() + " (row " + row.number()
                + " of the data): learning rate " + ShownNumbers.text(rate);
    }
}
