package dev.downhill.specification.expression;

import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;

/** Says in a sentence, at the first token that does not fit, what was expected there. */
final class SyntaxErrors extends DefaultErrorStrategy {
    @Override
    public void recover(Parser parser, RecognitionException e) {
        throw unexpected(parser, e.getOffendingToken());
    }

    @Override
    public Token recoverInline(Parser parser) {
        throw unexpected(parser, parser.getCurrentToken());
    }

    @Override
    public void sync(Parser parser) {
        // The rules themselves meet the first wrong token; nothing is skipped.
    }

    @Override
    public void reportError(Parser parser, RecognitionException e) {
        // Said by the exception that recover throws.
    }

    private static ExpressionSyntaxException unexpected(Parser parser, Token token) {
        boolean end = token.getType() == Token.EOF;
        String found = end ? "the expression ends" : "'" + token.getText() + "' stands";
        return new ExpressionSyntaxException(
                ExpressionParser.columnOf(token),
                found + " where " + expected(parser, token) + " is expected" + hint(parser, token));
    }

    /** Two names after each other are often one with a space. */
    private static String hint(Parser parser, Token token) {
        int name = ExpressionGrammarLexer.NAME;
        boolean names = token.getType() == name
                && token.getTokenIndex() > 0
                && parser.getTokenStream().get(token.getTokenIndex() - 1).getType() == name;
        return names ? "; a name with a space stands in backticks" : "";
    }

    private static String expected(Parser parser, Token token) {
        Token before =
                token.getTokenIndex() == 0 ? null : parser.getTokenStream().get(token.getTokenIndex() - 1);
        boolean afterOperand = before != null
                && (ExpressionParser.isOperand(before) || before.getText().equals(")"));
        if (!afterOperand) {
            return "a number, a name or '('";
        }
        return token.getType() == Token.EOF ? "')'" : "an operator";
    }
}
