package dev.downhill.specification.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A formula as a tree. Every node knows the column, from 1, that a message about it should point at.
 *
 * <p>The grammar is {@code ExpressionGrammar.g4}; {@link ExpressionParser} reads it and {@link Scope} computes with it.
 */
public sealed interface Expression {
    /** Returns the column of the formula, from 1, that a message should point at. */
    int column();

    /** Returns the expressions that this one is made of directly, from left to right. */
    List<Expression> operands();

    /**
     * Returns this expression and all within it, each before its operands, from left to right. It takes no stack: a chain of 2,000
     * operands is a tree of 2,000 levels.
     */
    default List<Expression> parts() {
        List<Expression> parts = new ArrayList<>();
        Deque<Expression> next = new ArrayDeque<>(List.of(this));
        while (!next.isEmpty()) {
            Expression part = next.pop();
            parts.add(part);
            part.operands().reversed().forEach(next::push);
        }
        return parts;
    }

    /**
     * A number.
     *
     * @param value finite and not negative: a sign is a {@link Negation}
     */
    record Literal(double value, int column) implements Expression {
        @Override
        public List<Expression> operands() {
            return List.of();
        }
    }

    /**
     * A data column or a parameter.
     *
     * @param name without backticks
     */
    record Name(String name, int column) implements Expression {
        private static final Pattern PLAIN =
                Pattern.compile("[\\p{L}\\p{Nl}_][\\p{L}\\p{Nl}\\p{Mn}\\p{Mc}\\p{Nd}\\p{Pc}]*");

        @Override
        public List<Expression> operands() {
            return List.of();
        }

        /** Returns the name that stands in backticks. */
        static Name ofQuoted(String quoted, int column) {
            return new Name(quoted.substring(1, quoted.length() - 1).replace("``", "`"), column);
        }

        /** Returns whether a name can stand in a formula as it is. */
        public static boolean isPlain(String name) {
            return PLAIN.matcher(name).matches();
        }

        /** Returns a name as a formula has it: in backticks where it has to be. */
        public static String inFormula(String name) {
            return isPlain(name) ? name : "`" + name.replace("`", "``") + "`";
        }
    }

    /** Minus in front of an operand. */
    record Negation(Expression operand, int column) implements Expression {
        @Override
        public List<Expression> operands() {
            return List.of(operand);
        }
    }

    /** Two operands and the operator between them, at whose column it stands. Only powers group from the right. */
    record Binary(BinaryOperator operator, Expression left, Expression right, int column) implements Expression {
        @Override
        public List<Expression> operands() {
            return List.of(left, right);
        }
    }

    /**
     * A function with its arguments, at the column of its name. The parser does not know which functions there are.
     */
    record Call(String function, List<Expression> arguments, int column) implements Expression {
        /** Keeps a copy of the arguments. */
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<Expression> operands() {
            return arguments;
        }
    }

    /** An operator between two operands, which broadcast. */
    enum BinaryOperator {
        /** The sum, element by element. */
        ADD("+"),
        /** The difference, element by element. */
        SUBTRACT("-"),
        /** The product, element by element. */
        MULTIPLY("*"),
        /** The quotient, element by element. */
        DIVIDE("/"),
        /** The product of matrices. */
        MATMUL("@"),
        /** The power, element by element. */
        POWER("**");

        private final String symbol;

        BinaryOperator(String symbol) {
            this.symbol = symbol;
        }

        /** Returns the operator as a formula has it. */
        public String symbol() {
            return symbol;
        }

        static BinaryOperator of(String symbol) {
            for (BinaryOperator operator : values()) {
                if (operator.symbol.equals(symbol)) {
                    return operator;
                }
            }
            throw new IllegalArgumentException(symbol);
        }
    }
}
