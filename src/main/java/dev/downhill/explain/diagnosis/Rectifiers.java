package dev.downhill.explain.diagnosis;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Constant;
import dev.downhill.engine.autograd.op.Expand;
import dev.downhill.engine.autograd.op.Maximum;
import dev.downhill.engine.autograd.op.Relu;
import dev.downhill.engine.autograd.op.Reshape;
import dev.downhill.engine.nn.Activate;
import dev.downhill.engine.nn.Layer;
import dev.downhill.engine.nn.Linear;
import dev.downhill.engine.nn.activation.Activation;
import dev.downhill.engine.nn.activation.Relu6Activation;
import dev.downhill.engine.nn.activation.ReluActivation;
import dev.downhill.specification.expression.Expression;
import dev.downhill.specification.model.ExpressionModel;
import dev.downhill.specification.model.LayeredModel;
import dev.downhill.specification.model.ModelDefinition;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operations that give 0 for every number below 0, and let no gradient through there. */
final class Rectifiers {
    private static final Set<String> FUNCTIONS = Set.of("relu", "max");

    private Rectifiers() {}

    /** Returns whether a model may have a rectifier: the graph of one that may has to be looked through. */
    static boolean mayBeIn(ModelDefinition model) {
        return switch (model) {
            case LayeredModel layered -> layered.layers().stream().anyMatch(Rectifiers::mayBeIn);
            case ExpressionModel formula -> mayBeIn(formula.expression());
            default -> true;
        };
    }

    private static boolean mayBeIn(Layer layer) {
        return switch (layer) {
            case Linear linear -> rectifies(linear.activation());
            case Activate activate -> rectifies(activate.activation());
            default -> !layer.isRandom();
        };
    }

    private static boolean rectifies(Activation activation) {
        return activation instanceof ReluActivation || activation instanceof Relu6Activation;
    }

    private static boolean mayBeIn(Expression formula) {
        return formula.parts().stream()
                .anyMatch(part -> part instanceof Expression.Call call && FUNCTIONS.contains(call.function()));
    }

    /**
     * Returns what a rectifier rectifies, or null where a tensor is no rectifier: the input of {@code relu(a)}, and of
     * {@code max(a, 0)}, of which {@code relu6} is made.
     */
    static @Nullable Tensor input(Tensor tensor) {
        return switch (tensor.op()) {
            case Relu relu -> tensor.inputs().getFirst();
            case Maximum maximum -> {
                Tensor left = tensor.inputs().getFirst();
                Tensor right = tensor.inputs().getLast();
                yield isZero(right) ? left : isZero(left) ? right : null;
            }
            default -> null;
        };
    }

    private static boolean isZero(Tensor tensor) {
        return switch (tensor.op()) {
            case Expand expand -> isZero(tensor.inputs().getFirst());
            case Reshape reshape -> isZero(tensor.inputs().getFirst());
            case Constant constant -> areZero(constant.value().values());
            default -> false;
        };
    }

    private static boolean areZero(double[] values) {
        for (double value : values) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
