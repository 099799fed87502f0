package dev.downhill.export.onnx;

import static dev.downhill.export.onnx.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.op.Abs;
import dev.downhill.engine.autograd.op.Add;
import dev.downhill.engine.autograd.op.Amax;
import dev.downhill.engine.autograd.op.Amin;
import dev.downhill.engine.autograd.op.Assemble;
import dev.downhill.engine.autograd.op.Cos;
import dev.downhill.engine.autograd.op.Cosh;
import dev.downhill.engine.autograd.op.Detach;
import dev.downhill.engine.autograd.op.Divide;
import dev.downhill.engine.autograd.op.Elliott;
import dev.downhill.engine.autograd.op.Elu;
import dev.downhill.engine.autograd.op.Equal;
import dev.downhill.engine.autograd.op.Erf;
import dev.downhill.engine.autograd.op.Exp;
import dev.downhill.engine.autograd.op.Expm1;
import dev.downhill.engine.autograd.op.Gelu;
import dev.downhill.engine.autograd.op.Greater;
import dev.downhill.engine.autograd.op.IndexSelect;
import dev.downhill.engine.autograd.op.LeakyRelu;
import dev.downhill.engine.autograd.op.Log;
import dev.downhill.engine.autograd.op.Log1p;
import dev.downhill.engine.autograd.op.LogCosh;
import dev.downhill.engine.autograd.op.LogSoftmax;
import dev.downhill.engine.autograd.op.MatMul;
import dev.downhill.engine.autograd.op.Maximum;
import dev.downhill.engine.autograd.op.Mean;
import dev.downhill.engine.autograd.op.Minimum;
import dev.downhill.engine.autograd.op.Multiply;
import dev.downhill.engine.autograd.op.MultiplyAdd;
import dev.downhill.engine.autograd.op.Narrow;
import dev.downhill.engine.autograd.op.Negate;
import dev.downhill.engine.autograd.op.Normalize;
import dev.downhill.engine.autograd.op.Permute;
import dev.downhill.engine.autograd.op.Power;
import dev.downhill.engine.autograd.op.ReductionOp;
import dev.downhill.engine.autograd.op.Relu;
import dev.downhill.engine.autograd.op.Sigmoid;
import dev.downhill.engine.autograd.op.Sign;
import dev.downhill.engine.autograd.op.Sin;
import dev.downhill.engine.autograd.op.Sinh;
import dev.downhill.engine.autograd.op.Softmax;
import dev.downhill.engine.autograd.op.Softplus;
import dev.downhill.engine.autograd.op.Sqrt;
import dev.downhill.engine.autograd.op.Subtract;
import dev.downhill.engine.autograd.op.Sum;
import dev.downhill.engine.autograd.op.Take;
import dev.downhill.engine.autograd.op.Tan;
import dev.downhill.engine.autograd.op.Tanh;
import dev.downhill.engine.autograd.op.Transpose;
import dev.downhill.engine.autograd.op.Unfold;
import dev.downhill.engine.autograd.op.Where;
import dev.downhill.engine.autograd.op.Window;
import dev.downhill.engine.autograd.op.WindowAxis;
import dev.downhill.engine.autograd.op.Winners;
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
    private static final Map<Class<? extends Op>, String> SAME = Map.ofEntries(
            Map.entry(Add.class, "Add"),
            Map.entry(Subtract.class, "Sub"),
            Map.entry(Multiply.class, "Mul"),
            Map.entry(Divide.class, "Div"),
            Map.entry(Power.class, "Pow"),
            Map.entry(Negate.class, "Neg"),
            Map.entry(Abs.class, "Abs"),
            Map.entry(Exp.class, "Exp"),
            Map.entry(Log.class, "Log"),
            Map.entry(Sqrt.class, "Sqrt"),
            Map.entry(Sign.class, "Sign"),
            Map.entry(Sin.class, "Sin"),
            Map.entry(Tanh.class, "Tanh"),
            Map.entry(Relu.class, "Relu"),
            Map.entry(Maximum.class, "Max"),
            Map.entry(Minimum.class, "Min"),
            Map.entry(MatMul.class, "MatMul"),
            Map.entry(Detach.class, "Identity"));

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
        String same = SAME.get(op.getClass());
        if (same != null) {
            return to.node(same, inputs);
        }
        String x = inputs.getFirst();
        return switch (op) {
            case Elu elu -> where(greater(x, to.number(0)), x, mul(to.number(elu.alpha()), expm1(x)));
            case LeakyRelu leaky -> where(greater(x, to.number(0)), x, mul(to.number(leaky.slope()), x));
            case ReductionOp reduction -> reduce(reduction, x);
            default -> composed(op, inputs, shapes);
        };
    }

    /** Operations that ONNX does not have, or not in this form. */
    private String composed(Op op, List<String> inputs, List<Shape> shapes) {
        String x = inputs.getFirst();
        return switch (op) {
            case Sigmoid sigmoid -> sigmoid(x);
            case MultiplyAdd multiplyAdd -> to.node("Add", mul(x, inputs.get(1)), inputs.get(2));
            case Cos cos -> cos(x);
            case Tan tan -> to.node("Div", to.node("Sin", x), cos(x));
            case Sinh sinh -> mul(to.number(0.5), to.node("Sub", to.node("Exp", x), to.node("Exp", to.node("Neg", x))));
            case Cosh cosh -> mul(to.number(0.5), to.node("Add", to.node("Exp", x), to.node("Exp", to.node("Neg", x))));
            case Expm1 expm1 -> expm1(x);
            case Log1p log1p -> to.node("Log", to.node("Add", to.number(1), x));
            case Softplus softplus -> to.node("Add", to.node("Relu", x), softTail(x, -1));
            case LogCosh logCosh ->
                to.node("Sub", to.node("Add", to.node("Abs", x), softTail(x, -2)), to.number(Math.log(2)));
            case Elliott elliott -> to.node("Div", x, to.node("Add", to.number(1), to.node("Abs", x)));
            case Erf erf -> erf(x);
            case Gelu gelu -> {
                String half = to.node("Add", to.number(1), erf(to.node("Div", x, to.number(Math.sqrt(2)))));
                yield mul(mul(to.number(0.5), x), half);
            }
            case Softmax softmax -> to.node("Softmax", List.of(x), attribute("axis", -1));
            case LogSoftmax logSoftmax -> to.node("LogSoftmax", List.of(x), attribute("axis", -1));
            case Greater greater -> to.cast(greater(x, inputs.get(1)), to.type());
            case Equal equal -> to.cast(to.node("Equal", x, inputs.get(1)), to.type());
            case Where where -> where(to.cast(x, TensorProto.DataType.BOOL.getNumber()), inputs.get(1), inputs.get(2));
            case IndexSelect indexSelect ->
                to.node("Gather", x, to.cast(inputs.get(1), TensorProto.DataType.INT64.getNumber()));
            case Permute permute ->
                unfused(to.node(
                        "Transpose",
                        List.of(x),
                        attribute(
                                "perm",
                                permute.order().stream().map(Integer::longValue).toList())));
            case Narrow narrow ->
                to.node(
                        "Slice",
                        x,
                        to.wholes(narrow.from()),
                        to.wholes(narrow.from() + (long) narrow.length()),
                        to.wholes(narrow.axis()));
            case Assemble assemble -> {
                if (assemble.hasGaps(shapes)) {
                    throw new NotExportable("a tensor with gaps is part of a gradient, not of a model");
                }
                yield to.node("Concat", inputs, attribute("axis", assemble.axis()));
            }
            case Unfold unfold -> new Patches(to).of(x, unfold.window().over(shapes.getFirst()));
            case Winners winners -> greatest(x, winners.window());
            // A model takes elements by number only where they won a window, and MaxPool gives them at once.
            case Take take -> inputs.get(1);
            case Normalize normalize -> mul(to.node("Sub", x, inputs.get(1)), unfused(inputs.get(2)));
            case Transpose transpose -> transposed(x, shapes.getFirst().rank());
            default -> throw new NotExportable("ONNX has no operation like '" + op.name() + "'");
        };
    }

    private String greatest(String x, Window window) {
        WindowAxis rows = window.rows();
        WindowAxis columns = window.columns();
        return to.node(
                "MaxPool",
                List.of(x),
                attribute("kernel_shape", List.of((long) rows.kernel(), (long) columns.kernel())),
                attribute("strides", List.of((long) rows.stride(), (long) columns.stride())),
                attribute("pads", List.of((long) rows.before(), (long) columns.before(), (long) rows.after(), (long)
                        columns.after())));
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
        String transposed = to.node("Transpose", List.of(x), attribute("perm", order));
        return to.isGiven(x) ? transposed : unfused(transposed);
    }

    /**
     * Returns the same value behind an operation that ONNX Runtime does not look through: it fuses what it knows into
     * operations that it has in single precision alone, such as a transposition with a product of stacks of matrices.
     */
    private String unfused(String x) {
        return to.node("Concat", List.of(x), attribute("axis", 0));
    }

    private String reduce(ReductionOp op, String x) {
        if (op.axes().isEmpty()) {
            return to.node("Identity", x);
        }
        List<Long> axes = op.axes().stream().map(Integer::longValue).toList();
        var keep = attribute("keepdims", op.keepDims() ? 1 : 0);
        return switch (op) {
            case Sum sum -> {
                long[] given = axes.stream().mapToLong(Long::longValue).toArray();
                yield to.node("ReduceSum", List.of(x, to.wholes(given)), keep);
            }
            case Mean mean -> to.node("ReduceMean", List.of(x), attribute("axes", axes), keep);
            case Amax amax -> to.node("ReduceMax", List.of(x), attribute("axes", axes), keep);
            case Amin amin -> to.node("ReduceMin", List.of(x), attribute("axes", axes), keep);
            default -> throw new NotExportable("ONNX has no operation like '" + op.name() + "'");
        };
    }
}
