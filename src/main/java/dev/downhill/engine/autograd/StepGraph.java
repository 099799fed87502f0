package dev.downhill.engine.autograd;

import java.util.ArrayList;
import java.util.List;

/**
 * A graph that is run step after step, each beginning with what the last one left.
 *
 * @param loss a scalar that every step computes; it must be finite.
 * @param scalars the scalar variables that may change from step to step.
 * @param outputs other tensors to read after a step.
 * @param taped tensors that every step writes to the tape after its loss.
 * @param carries the values that one step passes to the next; those whose next value must be finite come first.
 * @param guarded how many of them must be finite.
 */
public record StepGraph(
        Tensor loss, List<Tensor> scalars, List<Tensor> outputs, List<Tensor> taped, List<Carry> carries, int guarded) {

    /**
     * A value that one step passes to the next.
     *
     * @param variable the variable that the step reads
     * @param next the value that it computes for the next step, of the variable's shape
     */
    public record Carry(Tensor variable, Tensor next) {}

    /** Returns everything that is read after a step. */
    public List<Tensor> computed() {
        List<Tensor> all = new ArrayList<>();
        all.add(loss);
        all.addAll(outputs);
        all.addAll(taped);
        carries.forEach(carry -> all.add(carry.next()));
        return all;
    }

    /** Returns the graph of everything that a step computes, and of all that it hands on. */
    public Graph graph() {
        List<Tensor> all = computed();
        carries.forEach(carry -> all.add(carry.variable()));
        return Graph.of(all);
    }

    /** Returns how many numbers a step writes to the tape: its loss, and the elements of the taped tensors. */
    public int tapeWidth() {
        return 1 + taped.stream().mapToInt(tensor -> tensor.shape().size()).sum();
    }
}
