package dev.downhill.specification.expression;

import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/**
 * Reads a formula. The tree does not yet know which names and functions there are; {@link Scope#evaluate} checks them.
 */
public final class ExpressionParser {
    /** The greatest number of characters that a formula may have. */
    public static final int MAX_LENGTH = 4_000;

    /** The deepest nesting of parentheses, signs and powers. */
    public static final int MAX_DEPTH = 100;

    private ExpressionParser() {}

    /**
     * Returns the tree of a formula.
     *
     * @throws ExpressionSyntaxException if it is not one, or exceeds {@link #MAX_LENGTH} or {@link #MAX_DEPTH}; the
     *     message names the column
     */
    public static Expression parse(String source) {
        if (source.length() > MAX_LENGTH) {
            throw new ExpressionSyntaxException(
                    MAX_LENGTH + 1,
                    "the expression has " + source.length() + " characters; at most " + MAX_LENGTH + " are accepted");
        }
        var lexer = new ExpressionGrammarLexer(CharStreams.fromString(source));
        var tokens = new CommonTokenStream(lexer);
        tokens.fill();
        tokens.getTokens().forEach(ExpressionParser::refuseForeign);
        refuseDeep(tokens);
        var parser = new ExpressionGrammarParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(new SyntaxErrors());
        return new TreeBuilder().visit(parser.formula());
    }

    /** Refuses deep nesting. It counts levels over the tokens, before the parser calls itself once for each level. */
    private static void refuseDeep(CommonTokenStream tokens) {
        int parentheses = 0;
        int chain = 0;
        for (Token token : tokens.getTokens()) {
            switch (token.getText()) {
                case "(" -> parentheses++;
                case ")" -> parentheses--;
                case "**", "-", "+" -> chain++;
                case ",", "*", "/", "@" -> chain = 0;
                default -> {}
            }
            if (isOperand(token) && !isPower(tokens, token)) {
                chain = 0;
            }
            if (parentheses + chain > MAX_DEPTH) {
                throw new ExpressionSyntaxException(
                        columnOf(token), "the expression is nested deeper than " + MAX_DEPTH + " levels");
            }
        }
    }

    /** Returns whether a token is a number or a name. */
    static boolean isOperand(Token token) {
        return switch (token.getType()) {
            case ExpressionGrammarLexer.NUMBER, ExpressionGrammarLexer.NAME, ExpressionGrammarLexer.QUOTED -> true;
            default -> false;
        };
    }

    private static boolean isPower(CommonTokenStream tokens, Token operand) {
        return tokens.get(operand.getTokenIndex() + 1).getText().equals("**");
    }

    private static void refuseForeign(Token token) {
        if (token.getType() == ExpressionGrammarLexer.OTHER) {
            throw new ExpressionSyntaxException(columnOf(token), foreign(token.getText()));
        }
    }

    private static String foreign(String symbol) {
        return switch (symbol) {
            case "^" -> "'^' is not an operator here; a power is written '**'";
            case "=" -> "'=' does not belong here; an expression only computes, it assigns and compares nothing";
            case "[", "]", "{", "}" -> "'" + symbol + "' does not belong here; only parentheses group";
            case "'", "\"" -> "a text does not belong here; there are numbers and names";
            case "`" -> "a name in backticks has at least one character, and a second '`' ends it";
            case "." -> "'.' does not belong here; nothing has attributes";
            default -> "'" + symbol + "' cannot stand in an expression";
        };
    }

    static int columnOf(Token token) {
        return token.getStartIndex() + 1;
    }
}
