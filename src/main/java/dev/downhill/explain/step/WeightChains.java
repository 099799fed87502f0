package dev.downhill.explain.step;

import dev.downhill.engine.autograd.BackwardPass;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Constant;
import dev.downhill.engine.autograd.op.Transpose;
import dev.downhill.explain.graph.FormulaText;
import dev.downhill.explain.graph.GraphView;
import dev.downhill.explain.step.ElementDerivatives.Term;
import dev.downhill.explain.step.RowTrace.Factor;
import dev.downhill.explain.step.RowTrace.WeightChain;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the chain rule of one weight as one product.
 *
 * <p>Starts at the weight and follows it to the loss. While a number acts on one other number alone, the derivative is a
 * factor. If it acts on several, the last factor is the sum over them of derivative times gradient.
 */
final class WeightChains {
    /** A longer sum is written as its result. */
    private static final int MOST_TERMS = 64;

    private final RowPass pass;
    private final NodeValues values;
    private final BackwardTrace backward;
    private final ElementDerivatives derivatives;

    /** @param values with the gradients of the pass and the derivatives of its edges */
    WeightChains(RowPass pass, NodeValues values, BackwardTrace backward) {
        this.pass = pass;
        this.values = values;
        this.backward = backward;
        this.derivatives = new ElementDerivatives(values, backward::derivative);
    }

    /** @param divisor by what the row's loss is divided in the batch */
    WeightChain of(String text, WeightName weight, int divisor) {
        Tensor node = pass.forward().parameter(weight.parameter());
        int element = weight.index();
        double value = gradient(node, element) / divisor;
        List<Factor> factors = new ArrayList<>();
        List<String> through = new ArrayList<>();
        while (node != pass.forward().loss()) {
            List<Term> terms = terms(node, element);
            if (terms.size() != 1) {
                factors.add(sum(node, element, terms, through));
                break;
            }
            Term term = terms.getFirst();
            through.add(edgeId(term));
            if (!isOne(term)) {
                factors.add(factor(node, element, term, through));
                through = new ArrayList<>();
            }
            node = term.node();
            element = term.element();
        }
        List<Factor> fromTheLoss = factors.reversed();
        return new WeightChain(text, fromTheLoss, python(fromTheLoss, divisor, value), value);
    }

    private List<Term> terms(Tensor node, int element) {
        return pass.backward().edges().stream()
                .filter(edge -> edge.target() == node)
                .flatMap(edge -> derivatives.of(edge, element).stream())
                .toList();
    }

    /** A factor of 1 says nothing. */
    private static boolean isOne(Term term) {
        return term.derivative() == 1;
    }

    private Factor factor(Tensor node, int element, Term term, List<String> through) {
        String formula = "d(" + name(term.node(), term.element()) + ")/d(" + name(node, element) + ")";
        String number = Double.toString(term.derivative());
        return new Factor(
                List.copyOf(through),
                formula,
                number,
                term.derivative(),
                FormulaText.equation(formula, symbol(term, formula), number));
    }

    /** Returns a derivative in the names of elements, such as {@code 1 - (0.tanh[1] ** 2)}. */
    private String symbol(Term term, String otherwise) {
        BackwardPass.Edge edge = term.edge();
        if (term.factor() >= 0) {
            return ofFactor(edge.node().inputs().get(1 - edge.input()), term.factor());
        }
        return backward.derivative(edge) instanceof LocalDerivative.ElementByElement local
                ? FormulaText.of(local.value(), part -> pass.names().has(part) ? element(part, term) : null)
                : otherwise;
    }

    /** Returns the element of a transposed matrix by its place in the matrix itself. */
    private String ofFactor(Tensor factor, int element) {
        if (factor.op() instanceof Transpose && factor.shape().rank() == 2) {
            int rows = factor.shape().dim(0);
            int columns = factor.shape().dim(1);
            return name(factor.inputs().getFirst(), element % columns * rows + element / columns);
        }
        return name(factor, element);
    }

    private String element(Tensor part, Term term) {
        return part.op() instanceof Constant
                ? pass.names().inFormula(part)
                : name(part, ElementDerivatives.places(part.shape(), term.node().shape())[term.element()]);
    }

    private Factor sum(Tensor node, int element, List<Term> terms, List<String> through) {
        List<String> edges = new ArrayList<>(through);
        terms.stream().map(this::edgeId).distinct().forEach(edges::add);
        double value = gradient(node, element);
        String formula = "d(" + pass.names().id(pass.forward().loss()) + ")/d(" + name(node, element) + ")";
        String python = terms.isEmpty() || terms.size() > MOST_TERMS
                ? Double.toString(value)
                : terms.stream()
                        .map(term -> term.derivative() + " * " + gradient(term.node(), term.element()))
                        .collect(Collectors.joining(" + ", "(", ")"));
        String symbols = terms.isEmpty() || terms.size() > MOST_TERMS
                ? ""
                : terms.stream()
                        .map(term -> FormulaText.operand(symbol(term, derivative(term))) + " * d(loss)/d("
                                + name(term.node(), term.element()) + ")")
                        .collect(Collectors.joining(" + "));
        return new Factor(
                edges,
                formula,
                python,
                value,
                FormulaText.equation(formula, symbols.isEmpty() ? formula : symbols, python, Double.toString(value)));
    }

    private String derivative(Term term) {
        return "d(" + name(term.node(), term.element()) + ")/d("
                + pass.names().id(term.edge().target()) + ")";
    }

    private double gradient(Tensor node, int element) {
        return pass.gradient(node, values).values()[element];
    }

    private String name(Tensor node, int element) {
        return pass.axes().element(pass.names().id(node), node, element);
    }

    private String edgeId(Term term) {
        BackwardPass.Edge edge = term.edge();
        return GraphView.edgeId(edge.node(), edge.input(), pass.names());
    }

    private static String python(List<Factor> factors, int divisor, double value) {
        String product =
                factors.isEmpty() ? "1.0" : factors.stream().map(Factor::python).collect(Collectors.joining(" * "));
        return product + (divisor == 1 ? "" : " / " + divisor) + "  # = " + value;
    }
}
