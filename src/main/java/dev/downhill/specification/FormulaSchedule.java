package dev.downhill.specification;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.Graph;
import dev.downhill.engine.autograd.Interpreter;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.schedule.LearningRateSchedule;
import dev.downhill.specification.expression.Expression;

/** A factor on the learning rate, as a formula of the step {@code k}, from 0. */
public final class FormulaSchedule implements LearningRateSchedule {
    private final Expression expression;
    private final Tensor k;
    private final Tensor factor;
    private final Graph graph;

    /**
     * Returns the schedule of a formula.
     *
     * @param expression the formula.
     * @param k the variable of the step; see {@link #stepVariable}.
     * @param factor the result of the formula: a scalar that depends on no variable but {@code k}.
     */
    public FormulaSchedule(Expression expression, Tensor k, Tensor factor) {
        this.expression = expression;
        this.k = k;
        this.factor = factor;
        this.graph = Graph.of(factor);
    }

    /** Returns the formula. */
    public Expression expression() {
        return expression;
    }

    /** Returns a new scalar variable for the number of the step, from 0. */
    public static Tensor stepVariable() {
        return Tensor.variable("k", Shape.SCALAR, false);
    }

    @Override
    public double rate(double base, long step, long steps) {
        var program = new Interpreter(graph, DType.FLOAT64);
        program.set(k, (double) step);
        program.run();
        return base * program.get(factor)[0];
    }
}
