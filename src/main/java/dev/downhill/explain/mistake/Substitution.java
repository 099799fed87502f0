package dev.downhill.explain.mistake;

import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A graph written again with other tensors in the place of some. */
final class Substitution {
    private final Map<Tensor, Tensor> written;

    /** @param others the tensors to replace, with those that replace them */
    Substitution(Map<Tensor, Tensor> others) {
        this.written = new HashMap<>(others);
    }

    /** Returns a tensor of the new graph; the same one if nothing below it is replaced. */
    Tensor of(Tensor tensor) {
        for (Tensor node : Graph.of(tensor).nodes()) {
            if (!written.containsKey(node)) {
                List<Tensor> inputs = node.inputs().stream()
                        .map(input -> written.getOrDefault(input, input))
                        .toList();
                boolean same = inputs.equals(node.inputs());
                written.put(node, same ? node : Tensor.apply(node.op(), inputs.toArray(Tensor[]::new)));
            }
        }
        return written.getOrDefault(tensor, tensor);
    }
}
