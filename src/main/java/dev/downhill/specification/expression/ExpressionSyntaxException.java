package dev.downhill.specification.expression;

/** A formula that cannot be read; the message begins with the column at which it goes wrong. */
public final class ExpressionSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int column;

    ExpressionSyntaxException(int column, String what) {
        super("column " + column + ": " + what);
        this.column = column;
    }

    /** Returns the column, from 1. */
    public int column() {
        return column;
    }
}
