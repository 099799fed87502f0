package dev.downhill.specification.expression;

import dev.downhill.engine.autograd.Functions;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.fault.Suggestion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names that an expression may use, and the tensors that it computes with them. */
public final class Scope {
    private static final int MOST_LISTED = 40;

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final List<String> kinds = new ArrayList<>();

    /**
     * Adds names and returns this scope. A name that is there already gets the new tensor.
     *
     * @param kind what the names are, in the singular, for messages
     */
    public Scope with(String kind, Map<String, Tensor> named) {
        tensors.putAll(named);
        kinds.add("a " + kind + " (" + (named.isEmpty() ? "none" : listed(named.keySet())) + ")");
        return this;
    }

    private static String listed(Set<String> names) {
        String first = names.stream()
                .limit(MOST_LISTED)
                .map(Expression.Name::inFormula)
                .collect(Collectors.joining(", "));
        return names.size() <= MOST_LISTED ? first : first + " and " + (names.size() - MOST_LISTED) + " more";
    }

    /**
     * Returns the tensor that an expression computes.
     *
     * @param pointer the pointer of the expression in a specification.
     * @param faults receives every unknown name and function, or the first operation whose shapes do not fit, with
     *     columns.
     * @return null if a fault was found.
     */
    public @Nullable Tensor evaluate(Expression expression, String pointer, Faults faults) {
        boolean known = check(expression, pointer, faults);
        if (!known) {
            return null;
        }
        try {
            return tensor(expression);
        } catch (MisfitException e) {
            faults.add(pointer, "shape", "column " + e.column + ": " + e.getMessage());
            return null;
        }
    }

    /** Looks at all parts, also after a fault. */
    private boolean check(Expression expression, String pointer, Faults faults) {
        boolean fits = true;
        for (Expression part : expression.parts()) {
            fits = switch (part) {
                        case Expression.Name name -> checkName(name, pointer, faults);
                        case Expression.Call call -> checkCall(call, pointer, faults);
                        default -> true;
                    }
                    && fits;
        }
        return fits;
    }

    private boolean checkName(Expression.Name name, String pointer, Faults faults) {
        boolean known = tensors.containsKey(name.name());
        if (!known) {
            faults.add(
                    pointer,
                    "unknownName",
                    "column " + name.column() + ": '" + name.name() + "' is not " + String.join(", nor ", kinds)
                            + Suggestion.question(name.name(), tensors.keySet()));
        }
        return known;
    }

    private static boolean checkCall(Expression.Call call, String pointer, Faults faults) {
        Functions.Function function = Functions.named(call.function());
        int given = call.arguments().size();
        String place = "column " + call.column() + ": ";
        if (function == null) {
            List<String> known =
                    Functions.all().stream().map(Functions.Function::name).toList();
            faults.add(
                    pointer,
                    "unknownFunction",
                    place + "there is no function '" + call.function() + "'; there are " + String.join(", ", known)
                            + Suggestion.question(call.function(), known));
            return false;
        }
        if (given < function.least() || given > function.most()) {
            faults.add(
                    pointer,
                    "arguments",
                    place + function.name() + " takes " + function.arity() + ", but gets " + given);
            return false;
        }
        return true;
    }

    private Tensor tensor(Expression expression) {
        return switch (expression) {
            case Expression.Literal literal -> Tensor.of(literal.value());
            case Expression.Name name -> known(name);
            case Expression.Negation negation -> tensor(negation.operand()).neg();
            case Expression.Binary binary -> chain(binary);
            case Expression.Call call -> {
                Functions.Function function = Functions.named(call.function());
                if (function == null) {
                    throw new IllegalStateException("unchecked function " + call.function());
                }
                List<Tensor> arguments =
                        call.arguments().stream().map(this::tensor).toList();
                yield fitting(call.column(), () -> function.call(arguments));
            }
        };
    }

    /** Computes a chain of operators from its first operand on, without a call for each. */
    private Tensor chain(Expression.Binary last) {
        Deque<Expression.Binary> chain = new ArrayDeque<>();
        Expression first = last;
        while (first instanceof Expression.Binary binary) {
            chain.push(binary);
            first = binary.left();
        }
        Tensor result = tensor(first);
        for (Expression.Binary binary : chain) {
            Tensor left = result;
            Tensor right = tensor(binary.right());
            result = fitting(binary.column(), () -> combine(binary.operator(), left, right));
        }
        return result;
    }

    private Tensor known(Expression.Name name) {
        Tensor tensor = tensors.get(name.name());
        if (tensor == null) {
            throw new IllegalStateException("unchecked name " + name.name());
        }
        return tensor;
    }

    private static Tensor combine(Expression.BinaryOperator operator, Tensor left, Tensor right) {
        return switch (operator) {
            case ADD -> left.add(right);
            case SUBTRACT -> left.sub(right);
            case MULTIPLY -> left.mul(right);
            case DIVIDE -> left.div(right);
            case MATMUL -> left.matmul(right);
            case POWER -> left.pow(right);
        };
    }

    private static Tensor fitting(int column, Supplier<Tensor> operation) {
        try {
            return operation.get();
        } catch (ShapeException e) {
            throw new MisfitException(column, e);
        }
    }

    /** Shapes that do not fit, and the column of the operation that met them. */
    private static final class MisfitException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int column;

        MisfitException(int column, ShapeException cause) {
            super(cause.getMessage(), cause);
            this.column = column;
        }
    }
}
