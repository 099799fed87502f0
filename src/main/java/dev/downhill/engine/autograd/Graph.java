package dev.downhill.engine.autograd;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The nodes that some outputs are computed from.
 *
 * @param nodes every tensor that an output depends on and the outputs themselves, inputs before what uses them
 * @param outputs the tensors that the graph is for
 */
public record Graph(List<Tensor> nodes, List<Tensor> outputs) {

    /**
     * Returns the graph of the outputs. A shared input occurs once. The search keeps a stack of its own, so a deep
     * graph costs no call frames.
     */
    public static Graph of(List<Tensor> outputs) {
        List<Tensor> order = new ArrayList<>();
        Set<Tensor> seen = new HashSet<>();
        Deque<Visit> stack = new ArrayDeque<>();
        for (Tensor output : outputs) {
            if (seen.add(output)) {
                stack.push(new Visit(output));
            }
            while (!stack.isEmpty()) {
                Visit visit = stack.peek();
                if (visit.hasNext()) {
                    Tensor input = visit.next();
                    if (seen.add(input)) {
                        stack.push(new Visit(input));
                    }
                } else {
                    order.add(visit.tensor);
                    stack.pop();
                }
            }
        }
        return new Graph(List.copyOf(order), List.copyOf(outputs));
    }

    /** Returns the graph of the outputs; see {@link #of(List)}. */
    public static Graph of(Tensor... outputs) {
        return of(List.of(outputs));
    }

    /** A tensor on the way down, and which of its inputs comes next. */
    private static final class Visit {
        private final Tensor tensor;
        private int next;

        Visit(Tensor tensor) {
            this.tensor = tensor;
        }

        boolean hasNext() {
            return next < tensor.inputs().size();
        }

        Tensor next() {
            return tensor.inputs().get(next++);
        }
    }
}
