package dev.downhill.engine.compile;

import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.autograd.Op;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Elementwise;
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

    private static final Map<String, Instructions> DIRECT = Map.ofEntries(
            Map.entry("add", (code, real) -> real.add(code)),
            Map.entry("sub", (code, real) -> real.subtract(code)),
            Map.entry("mul", (code, real) -> real.multiply(code)),
            Map.entry("div", (code, real) -> real.divide(code)),
            Map.entry("neg", (code, real) -> real.negate(code)),
            Map.entry("fma", (code, real) -> real.math(code, "fma", 3)),
            Map.entry("maximum", (code, real) -> real.math(code, "max", 2)),
            Map.entry("minimum", (code, real) -> real.math(code, "min", 2)),
            Map.entry("abs", (code, real) -> real.math(code, "abs", 1)),
            Map.entry("sign", (code, real) -> real.math(code, "signum", 1)),
            Map.entry("sqrt", (code, real) -> real.doubleMath(code, "sqrt")),
            Map.entry("log", (code, real) -> real.doubleMath(code, "log")),
            Map.entry("sin", (code, real) -> real.doubleMath(code, "sin")),
            Map.entry("cos", (code, real) -> real.doubleMath(code, "cos")),
            Map.entry("detach", (code, real) -> {}),
            Map.entry("relu", (code, real) -> {
                real.constant(code, 0);
                real.math(code, "max", 2);
            }),
            Map.entry("gt", (code, real) -> {
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
        String name = node.op().name();
        Instructions direct = DIRECT.get(name);
        if (name.equals("pow") && isTwo(node.inputs().get(1))) {
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
