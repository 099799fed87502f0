package dev.downhill.explain.graph;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Constant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tensors as formulas, in Python's notation. */
public final class FormulaText {
    private FormulaText() {}

    /** Returns how a node of the forward pass is computed from its inputs. */
    public static String of(Tensor node, NodeNames names) {
        return node.op().text(node.inputs().stream().map(names::inFormula).toList());
    }

    /**
     * Returns the formula of a tensor in terms of others.
     *
     * @param names returns the names of the tensors that the formula does not expand, and null for all others
     */
    public static String of(Tensor tensor, Function<Tensor, @Nullable String> names) {
        String name = names.apply(tensor);
        if (name != null) {
            return name;
        }
        if (tensor.op() instanceof Constant constant) {
            return constant.value().shape().rank() == 0
                    ? ShownNumbers.text(constant.value().item())
                    : ShownNumbers.text(constant.value());
        }
        List<String> operands =
                tensor.inputs().stream().map(input -> operand(of(input, names))).toList();
        return tensor.op().text(operands);
    }

    /** Joins equal parts with equals signs, leaving out a part that repeats the one before. */
    public static String equation(String... parts) {
        var line = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            if (!parts[i].equals(parts[i - 1])) {
                line.append(" = ").append(parts[i]);
            }
        }
        return line.toString();
    }

    /** Returns a formula so that it can stand inside another. */
    public static String operand(String formula) {
        return isAtom(formula) ? formula : "(" + formula + ")";
    }

    /** A name, a number that is not negative, or one call. */
    private static boolean isAtom(String formula) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < formula.length(); i++) {
            char c = formula.charAt(i);
            quoted ^= c == '`';
            if (quoted) {
                continue;
            }
            if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
            } else if (depth == 0 && c == ' ') {
                return false;
            }
        }
        return !formula.startsWith("-");
    }
}
