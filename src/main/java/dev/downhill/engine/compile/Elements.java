package dev.downhill.engine.compile;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Abs;
import dev.downhill.engine.autograd.op.Add;
import dev.downhill.engine.autograd.op.Cos;
import dev.downhill.engine.autograd.op.Detach;
import dev.downhill.engine.autograd.op.Divide;
import dev.downhill.engine.autograd.op.Elementwise;
import dev.downhill.engine.autograd.op.Greater;
import dev.downhill.engine.autograd.op.Log;
import dev.downhill.engine.autograd.op.Maximum;
import dev.downhill.engine.autograd.op.Minimum;
import dev.downhill.engine.autograd.op.Multiply;
import dev.downhill.engine.autograd.op.MultiplyAdd;
import dev.downhill.engine.autograd.op.Negate;
import dev.downhill.engine.autograd.op.Power;
import dev.downhill.engine.autograd.op.Relu;
import dev.downhill.engine.autograd.op.Sign;
import dev.downhill.engine.autograd.op.Sin;
import dev.downhill.engine.autograd.op.Sqrt;
import dev.downhill.engine.autograd.op.Subtract;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The instructions that compute one element of an element-wise operation from the elements of its inputs.
 *
 * <p>An operation that is not listed here calls its own {@code apply}, on an op that is a constant of the class, so that
 * the JIT inlines it: adding an op needs nothing here, listing it makes its loops vectorizable.
 */
final class Elements {
    private final Real real;
    private final ClassData data;

    /** Pushes one input's element. */
    @FunctionalInterface
    interface Push {
        void onto(CodeBuilder code);
    }

    /** Computes from the elements on the stack. */
    @FunctionalInterface
    private interface Instructions {
        void emit(CodeBuilder code, Real real);
    }

    private static final Map<Class<? extends Op>, Instructions> DIRECT = Map.ofEntries(
            Map.entry(Add.class, (code, real) -> real.add(code)),
            Map.entry(Subtract.class, (code, real) -> real.subtract(code)),
            Map.entry(Multiply.class, (code, real) -> real.multiply(code)),
            Map.entry(Divide.class, (code, real) -> real.divide(code)),
            Map.entry(Negate.class, (code, real) -> real.negate(code)),
            Map.entry(MultiplyAdd.class, (code, real) -> real.math(code, "fma", 3)),
            Map.entry(Maximum.class, (code, real) -> real.math(code, "max", 2)),
            Map.entry(Minimum.class, (code, real) -> real.math(code, "min", 2)),
            Map.entry(Abs.class, (code, real) -> real.math(code, "abs", 1)),
            Map.entry(Sign.class, (code, real) -> real.math(code, "signum", 1)),
            Map.entry(Sqrt.class, (code, real) -> real.doubleMath(code, "sqrt")),
            Map.entry(Log.class, (code, real) -> real.doubleMath(code, "log")),
            Map.entry(Sin.class, (code, real) -> real.doubleMath(code, "sin")),
            Map.entry(Cos.class, (code, real) -> real.doubleMath(code, "cos")),
            Map.entry(Detach.class, (code, real) -> {}),
            Map.entry(Relu.class, (code, real) -> {
                real.constant(code, 0);
                real.math(code, "max", 2);
            }),
            Map.entry(Greater.class, (code, real) -> {
                real.subtract(code);
                real.constant(code, 0);
                real.math(code, "max", 2);
                real.math(code, "signum", 1);
            }));

    Elements(Real real, ClassData data) {
        this.real = real;
        this.data = data;
    }

    /** Leaves the element of a node on the stack. */
    void emit(CodeBuilder code, Tensor node, List<Push> inputs) {
        Instructions direct = DIRECT.get(node.op().getClass());
        if (node.op() instanceof Power && isTwo(node.inputs().get(1))) {
            inputs.getFirst().onto(code);
            inputs.getFirst().onto(code);
            real.multiply(code);
        } else if (direct != null) {
            inputs.forEach(input -> input.onto(code));
            direct.emit(code, real);
        } else {
            call(code, node.op(), inputs);
        }
    }

    private static boolean isTwo(Tensor exponent) {
        NDArray value = exponent.value();
        return value != null && value.values().length == 1 && value.values()[0] == 2;
    }

    private void call(CodeBuilder code, Op op, List<Push> inputs) {
        Class<?> type = switch (op) {
            case Elementwise.Unary unary -> Elementwise.Unary.class;
            case Elementwise.Binary binary -> Elementwise.Binary.class;
            case Elementwise.Ternary ternary -> Elementwise.Ternary.class;
            default -> throw new IllegalArgumentException(op.name());
        };
        ClassDesc desc = type.describeConstable().orElseThrow();
        data.push(code, desc, op);
        inputs.forEach(input -> input.onto(code));
        ClassDesc[] arguments = new ClassDesc[inputs.size()];
        Arrays.fill(arguments, real.type());
        code.invokeinterface(desc, "apply", MethodTypeDesc.of(real.type(), arguments));
    }
}
