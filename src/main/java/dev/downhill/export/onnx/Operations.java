package dev.downhill.export.onnx;

import static dev.downhill.export.onnx.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.op.Elu;
import dev.downhill.engine.autograd.op.LeakyRelu;
import dev.downhill.engine.autograd.op.ReductionOp;
import dev.downhill.export.NotExportable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Each operation of a model in those of ONNX.
 *
 * <p>ONNX Runtime computes only the elementary ones in double, so that all others are written with them.
 */
final class Operations {
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("add", "Add"),
            Map.entry("sub", "Sub"),
            Map.entry("mul", "Mul"),
            Map.entry("div", "Div"),
            Map.entry("pow", "Pow"),
            Map.entry("neg", "Neg"),
            Map.entry("abs", "Abs"),
            Map.entry("exp", "Exp"),
            Map.entry("log", "Log"),
            Map.entry("sqrt", "Sqrt"),
            Map.entry("sign", "Sign"),
            Map.entry("sin", "Sin"),
            Map.entry("tanh", "Tanh"),
            Map.entry("relu", "Relu"),
            Map.entry("maximum", "Max"),
            Map.entry("minimum", "Min"),
            Map.entry("matmul", "MatMul"),
            Map.entry("detach", "Identity"));

    private final GraphBuilder to;

    Operations(GraphBuilder to) {
        this.to = to;
    }

    /**
     * Adds an operation and returns the name of its result.
     *
     * @param shapes the shapes of its inputs
     * @throws NotExportable if ONNX has nothing like it
     */
    String add(Op op, List<String> inputs, List<Shape> shapes) {
        String same = SAME.get(op.name());
        if (same != null) {
            return to.node(same, inputs);
        }
        String x = inputs.getFirst();
        return switch (op) {
            case Elu elu -> where(greater(x, to.number(0)), x, mul(to.number(elu.alpha()), expm1(x)));
            case LeakyRelu leaky -> where(greater(x, to.number(0)), x, mul(to.number(leaky.slope()), x));
            case ReductionOp reduction -> reduce(reduction, x);
            default -> byName(op.name(), inputs, shapes);
        };
    }

    private String byName(String name, List<String> inputs, List<Shape> shapes) {
        String x = inputs.getFirst();
        return switch (name) {
            case "sigmoid" -> sigmoid(x);
            case "fma" -> to.node("Add", mul(x, inputs.get(1)), inputs.get(2));
            case "cos" -> cos(x);
            case "tan" -> to.node("Div", to.node("Sin", x), cos(x));
            case "sinh" -> mul(to.number(0.5), to.node("Sub", to.node("Exp", x), to.node("Exp", to.node("Neg", x))));
            case "cosh" -> mul(to.number(0.5), to.node("Add", to.node("Exp", x), to.node("Exp", to.node("Neg", x))));
            case "expm1" -> expm1(x);
            case "log1p" -> to.node("Log", to.node("Add", to.number(1), x));
            case "softplus" -> to.node("Add", to.node("Relu", x), softTail(x, -1));
            case "logCosh" ->
                to.node("Sub", to.node("Add", to.node("Abs", x), softTail(x, -2)), to.number(Math.log(2)));
            case "softsign" -> to.node("Div", x, to.node("Add", to.number(1), to.node("Abs", x)));
            case "erf" -> erf(x);
            case "gelu" -> {
                String half = to.node("Add", to.number(1), erf(to.node("Div", x, to.number(Math.sqrt(2)))));
                yield mul(mul(to.number(0.5), x), half);
            }
            case "softmax" -> to.node("Softmax", List.of(x), attribute("axis", -1));
            case "logSoftmax" -> to.node("LogSoftmax", List.of(x), attribute("axis", -1));
            case "gt" -> to.cast(greater(x, inputs.get(1)), to.type());
            case "eq" -> to.cast(to.node("Equal", x, inputs.get(1)), to.type());
            case "where" -> where(to.cast(x, TensorProto.DataType.BOOL.getNumber()), inputs.get(1), inputs.get(2));
            case "indexSelect" -> to.node("Gather", x, to.cast(inputs.get(1), TensorProto.DataType.INT64.getNumber()));
            case "mT" -> transposed(x, shapes.getFirst().rank());
            default -> throw new NotExportable("ONNX has no operation like '" + name + "'");
        };
    }

    private String mul(String a, String b) {
        return to.node("Mul", a, b);
    }

    private String greater(String a, String b) {
        return to.node("Greater", a, b);
    }

    private String where(String condition, String chosen, String otherwise) {
        return to.node("Where", condition, chosen, otherwise);
    }

    /** In full, because ONNX Runtime 1.23 fuses x * Sigmoid(x) into an operation that it does not have in double. */
    private String sigmoid(String x) {
        return to.node("Div", to.number(1), to.node("Add", to.number(1), to.node("Exp", to.node("Neg", x))));
    }

    private String cos(String x) {
        return to.node("Sin", to.node("Add", x, to.number(Math.PI / 2)));
    }

    private String expm1(String x) {
        return to.node("Sub", to.node("Exp", x), to.number(1));
    }

    /** log(1 + exp(factor * |x|)). */
    private String softTail(String x, double factor) {
        String small = to.node("Exp", mul(to.number(factor), to.node("Abs", x)));
        return to.node("Log", to.node("Add", to.number(1), small));
    }

    /** Only in float32, in which alone ONNX Runtime has it. */
    private String erf(String x) {
        String single = to.cast(x, TensorProto.DataType.FLOAT.getNumber());
        return to.cast(to.node("Erf", single), to.type());
    }

    private String transposed(String x, int rank) {
        List<Long> order =
                new ArrayList<>(IntStream.range(0, rank).mapToObj(i -> (long) i).toList());
        order.add(order.remove(rank - 2));
        return to.node("Transpose", List.of(x), attribute("perm", order));
    }

    private String reduce(ReductionOp op, String x) {
        if (op.axes().isEmpty()) {
            return to.node("Identity", x);
        }
        List<Long> axes = op.axes().stream().map(Integer::longValue).toList();
        var keep = attribute("keepdims", op.keepDims() ? 1 : 0);
        return switch (op.name()) {
            case "sum" -> {
                long[] given = axes.stream().mapToLong(Long::longValue).toArray();
                yield to.node("ReduceSum", List.of(x, to.wholes(given)), keep);
            }
            case "mean" -> to.node("ReduceMean", List.of(x), attribute("axes", axes), keep);
            case "amax" -> to.node("ReduceMax", List.of(x), attribute("axes", axes), keep);
            case "amin" -> to.node("ReduceMin", List.of(x), attribute("axes", axes), keep);
            default -> throw new NotExportable("ONNX has no operation like '" + op.name() + "'");
        };
    }
}
