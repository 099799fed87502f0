package dev.downhill.export.python;

import dev.downhill.specification.expression.Expression;
import dev.downhill.specification.expression.Expression.BinaryOperator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A formula as PyTorch computes it. */
final class PythonFormula {
    private static final int SUM = 1;
    private static final int PRODUCT = 2;
    private static final int SIGN = 3;
    private static final int POWER = 4;
    private static final int ATOM = 5;

    /** Functions whose PyTorch name is another, or is not in the module {@code torch}. */
    private static final Map<String, String> CALLS = Map.of(
            "softplus", "F.softplus(%s)",
            "gelu", "F.gelu(%s)",
            "silu", "F.silu(%s)",
            "elu", "F.elu(%s)",
            "leakyRelu", "F.leaky_relu(%s)",
            "softmax", "torch.softmax(%s, -1)",
            "logSoftmax", "torch.log_softmax(%s, -1)",
            "logCosh", "log_cosh(%s)");

    private final UnaryOperator<String> variables;

    /** @param variables gives the Python text of each name */
    PythonFormula(UnaryOperator<String> variables) {
        this.variables = variables;
    }

    String text(Expression expression) {
        return switch (expression) {
            case Expression.Literal literal -> literal(literal.value());
            case Expression.Name name -> variables.apply(name.name());
            case Expression.Negation negation -> "-" + within(negation.operand(), SIGN);
            case Expression.Binary binary -> binary(binary);
            case Expression.Call call -> call(call.function(), call.arguments());
        };
    }

    private static String literal(double value) {
        String number = Literals.number(value);
        return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
    }

    /** Writes a chain of operators from its first operand on, without a call for each. */
    private String binary(Expression.Binary last) {
        Deque<Expression.Binary> chain = new ArrayDeque<>();
        Expression first = last;
        int least = 0;
        while (first instanceof Expression.Binary binary && level(binary) >= least) {
            chain.push(binary);
            first = binary.left();
            least = isPower(binary) ? ATOM : level(binary);
        }
        var text = new StringBuilder(within(first, least));
        for (Expression.Binary binary : chain) {
            int level = isPower(binary) ? SIGN : level(binary) + 1;
            text.append(' ').append(binary.operator().symbol()).append(' ').append(within(binary.right(), level));
        }
        return text.toString();
    }

    private static boolean isPower(Expression.Binary binary) {
        return binary.operator() == BinaryOperator.POWER;
    }

    private String within(Expression expression, int least) {
        return level(expression) < least ? "(" + text(expression) + ")" : text(expression);
    }

    private static int level(Expression expression) {
        return switch (expression) {
            case Expression.Binary binary ->
                switch (binary.operator()) {
                    case ADD, SUBTRACT -> SUM;
                    case MULTIPLY, DIVIDE, MATMUL -> PRODUCT;
                    case POWER -> POWER;
                };
            case Expression.Negation negation -> SIGN;
            case Expression.Literal literal -> ATOM;
            case Expression.Name name -> ATOM;
            case Expression.Call call -> ATOM;
        };
    }

    private String call(String function, List<Expression> arguments) {
        String texts = String.join(", ", arguments.stream().map(this::argument).toList());
        boolean pair = arguments.size() == 2;
        return switch (function) {
            case "max" -> (pair ? "torch.maximum(" : "torch.amax(") + texts + ")";
            case "min" -> (pair ? "torch.minimum(" : "torch.amin(") + texts + ")";
            default ->
                CALLS.getOrDefault(function, "torch." + function + "(%s)").formatted(texts);
        };
    }

    /** A function of PyTorch takes no bare numbers. */
    private String argument(Expression expression) {
        return isNumber(expression) ? "torch.tensor(float(" + text(expression) + "))" : text(expression);
    }

    private static boolean isNumber(Expression expression) {
        return expression.parts().stream()
                .noneMatch(part -> part instanceof Expression.Name || part instanceof Expression.Call);
    }
}
