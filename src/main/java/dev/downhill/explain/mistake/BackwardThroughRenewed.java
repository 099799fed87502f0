package dev.downhill.explain.mistake;

import dev.downhill.engine.autograd.Gradients;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Tensor;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Backpropagation as programs do it that update a layer before they go on to the one below: where the chain rule multiplies by a
 * weight, it takes the new one. The activations stay those of the forward pass.
 */
final class BackwardThroughRenewed {
    private final Tensor loss;
    private final Substitution renewed;
    private final Set<Tensor> ofData = new HashSet<>();
    private final List<Tensor> nodes;

    /** @param renewed the parameters that have their new values already */
    BackwardThroughRenewed(Tensor loss, Map<Tensor, Tensor> renewed) {
        this.loss = loss;
        this.renewed = new Substitution(renewed);
        this.nodes = Graph.of(loss).nodes();
        for (Tensor node : nodes) {
            boolean data = node.inputs().isEmpty()
                    ? !node.requiresGrad() && node.value() == null
                    : node.inputs().stream().anyMatch(ofData::contains);
            if (data) {
                ofData.add(node);
            }
        }
    }

    /** Returns parameters in the order in which a backward pass comes to the weights: that of the last layer first. */
    static <T> List<T> lastUsedFirst(Tensor loss, List<T> parameters, Function<T, Tensor> variable) {
        var pass = new BackwardThroughRenewed(loss, Map.of());
        Map<Tensor, Integer> places = new HashMap<>();
        for (T parameter : parameters) {
            places.put(variable.apply(parameter), pass.firstUse(variable.apply(parameter)));
        }
        return parameters.stream()
                .sorted(Comparator.comparingInt((T parameter) -> -places.getOrDefault(variable.apply(parameter), 0)))
                .toList();
    }

    /** Returns the place of the first node that joins a parameter with data. */
    private int firstUse(Tensor parameter) {
        Set<Tensor> leading = leadingTo(parameter);
        for (int i = 0; i < nodes.size(); i++) {
            if (leading.contains(nodes.get(i)) && ofData.contains(nodes.get(i))) {
                return i;
            }
        }
        return 0;
    }

    private Set<Tensor> leadingTo(Tensor parameter) {
        Set<Tensor> leading = new HashSet<>(Set.of(parameter));
        for (Tensor node : nodes) {
            if (node.inputs().stream().anyMatch(leading::contains)) {
                leading.add(node);
            }
        }
        return leading;
    }

    /** Returns the gradient of the loss with respect to a parameter, as such a program computes it. */
    Tensor gradient(Tensor parameter) {
        Set<Tensor> leading = leadingTo(parameter);
        Map<Tensor, Tensor> arrived = new HashMap<>();
        arrived.put(loss, Tensor.of(1));
        for (Tensor node : nodes.reversed()) {
            Tensor gradient = arrived.get(node);
            for (int i = 0; gradient != null && i < node.inputs().size(); i++) {
                Tensor input = node.inputs().get(i);
                Tensor passed = leading.contains(input) ? passed(node, i, gradient) : null;
                if (passed != null) {
                    arrived.merge(input, passed, Tensor::add);
                }
            }
        }
        Tensor found = arrived.get(parameter);
        return found == null ? Tensor.of(NDArray.full(parameter.shape(), 0)) : found;
    }

    private @Nullable Tensor passed(Tensor node, int input, Tensor gradient) {
        List<Tensor> inputs = node.inputs().stream()
                .map(each -> ofData.contains(each) ? each : renewed.of(each))
                .toList();
        Tensor contribution = node.op().vjp(input, gradient, node, inputs);
        return contribution == null
                ? null
                : Gradients.sumTo(contribution, node.inputs().get(input).shape());
    }
}
