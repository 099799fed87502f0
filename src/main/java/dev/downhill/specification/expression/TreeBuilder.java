package dev.downhill.specification.expression;

import dev.downhill.specification.expression.Expression.BinaryOperator;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Turns the parser's tree into an {@link Expression}. */
final class TreeBuilder extends ExpressionGrammarBaseVisitor<Expression> {
    @Override
    public Expression visitFormula(ExpressionGrammarParser.FormulaContext formula) {
        return visit(formula.sum());
    }

    @Override
    public Expression visitSum(ExpressionGrammarParser.SumContext sum) {
        return leftAssociative(sum, sum.product());
    }

    @Override
    public Expression visitProduct(ExpressionGrammarParser.ProductContext product) {
        return leftAssociative(product, product.signed());
    }

    /** Operands at the even places of the rule, operators between them. */
    private Expression leftAssociative(ParserRuleContext rule, List<? extends ParserRuleContext> operands) {
        Expression left = visit(operands.getFirst());
        for (int i = 1; i < operands.size(); i++) {
            Token operator = ((TerminalNode) rule.getChild(2 * i - 1)).getSymbol();
            left = binary(operator, left, visit(operands.get(i)));
        }
        return left;
    }

    @Override
    public Expression visitSigned(ExpressionGrammarParser.SignedContext signed) {
        if (signed.power() != null) {
            return visit(signed.power());
        }
        Token sign = signed.getStart();
        Expression operand = visit(signed.signed());
        return sign.getText().equals("-") ? new Expression.Negation(operand, ExpressionParser.columnOf(sign)) : operand;
    }

    @Override
    public Expression visitPower(ExpressionGrammarParser.PowerContext power) {
        Expression base = visit(power.atom());
        if (power.signed() == null) {
            return base;
        }
        return binary(((TerminalNode) power.getChild(1)).getSymbol(), base, visit(power.signed()));
    }

    @Override
    public Expression visitNumber(ExpressionGrammarParser.NumberContext number) {
        Token token = number.getStart();
        int column = ExpressionParser.columnOf(token);
        double value = Double.parseDouble(token.getText().replace("_", ""));
        if (Double.isInfinite(value)) {
            throw new ExpressionSyntaxException(column, "the number is too large for float64");
        }
        return new Expression.Literal(value, column);
    }

    @Override
    public Expression visitName(ExpressionGrammarParser.NameContext name) {
        int column = ExpressionParser.columnOf(name.getStart());
        return name.QUOTED() == null
                ? new Expression.Name(name.getText(), column)
                : Expression.Name.ofQuoted(name.getText(), column);
    }

    @Override
    public Expression visitCall(ExpressionGrammarParser.CallContext call) {
        return new Expression.Call(
                call.NAME().getText(),
                call.sum().stream().map(this::visit).toList(),
                ExpressionParser.columnOf(call.getStart()));
    }

    @Override
    public Expression visitParenthesised(ExpressionGrammarParser.ParenthesisedContext parenthesised) {
        return visit(parenthesised.sum());
    }

    private static Expression binary(Token operator, Expression left, Expression right) {
        return new Expression.Binary(
                BinaryOperator.of(operator.getText()), left, right, ExpressionParser.columnOf(operator));
    }
}
