package dev.downhill.engine.autograd;

import dev.downhill.engine.autograd.op.Abs;
import dev.downhill.engine.autograd.op.Cos;
import dev.downhill.engine.autograd.op.Cosh;
import dev.downhill.engine.autograd.op.Erf;
import dev.downhill.engine.autograd.op.Exp;
import dev.downhill.engine.autograd.op.Expm1;
import dev.downhill.engine.autograd.op.Gelu;
import dev.downhill.engine.autograd.op.Log;
import dev.downhill.engine.autograd.op.Log1p;
import dev.downhill.engine.autograd.op.LogCosh;
import dev.downhill.engine.autograd.op.LogSoftmax;
import dev.downhill.engine.autograd.op.Relu;
import dev.downhill.engine.autograd.op.Sigmoid;
import dev.downhill.engine.autograd.op.Sign;
import dev.downhill.engine.autograd.op.Sin;
import dev.downhill.engine.autograd.op.Sinh;
import dev.downhill.engine.autograd.op.Softmax;
import dev.downhill.engine.autograd.op.Softplus;
import dev.downhill.engine.autograd.op.Sqrt;
import dev.downhill.engine.autograd.op.Tan;
import dev.downhill.engine.autograd.op.Tanh;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The catalogue of the functions that an expression may call. To add one, add its op and one line here. */
public final class Functions {
    private static final Map<String, Function> ALL = catalogue(
            unary(new Exp()),
            unary(new Log()),
            unary(new Log1p()),
            unary(new Expm1()),
            unary(new Sqrt()),
            unary(new Abs()),
            unary(new Sign()),
            unary(new Sin()),
            unary(new Cos()),
            unary(new Tan()),
            unary(new Tanh()),
            unary(new Sinh()),
            unary(new Cosh()),
            unary(new Sigmoid()),
            unary(new Relu()),
            unary(new Softplus()),
            unary(new Gelu()),
            unary(new Erf()),
            unary(new Softmax()),
            unary(new LogSoftmax()),
            unary(new LogCosh()),
            new Function("silu", 1, 1, x -> x.getFirst().mul(x.getFirst().sigmoid())),
            new Function("elu", 1, 1, x -> x.getFirst().elu(1)),
            new Function("leakyRelu", 1, 1, x -> x.getFirst().leakyRelu(0.01)),
            new Function("sum", 1, 1, x -> x.getFirst().sum()),
            new Function("mean", 1, 1, x -> x.getFirst().mean()),
            new Function(
                    "max",
                    1,
                    2,
                    x -> x.size() == 1 ? x.getFirst().amax() : x.get(0).maximum(x.get(1))),
            new Function(
                    "min",
                    1,
                    2,
                    x -> x.size() == 1 ? x.getFirst().amin() : x.get(0).minimum(x.get(1))),
            new Function("pow", 2, 2, x -> x.get(0).pow(x.get(1))));

    private Functions() {}

    /**
     * A function that is called by name.
     *
     * @param name the name in an expression
     * @param least the least number of arguments
     * @param most the greatest number of arguments
     * @param body the result, made of the arguments
     */
    public record Function(String name, int least, int most, Body body) {
        /**
         * Returns the result of calling the function.
         *
         * @param arguments between {@link #least} and {@link #most} of them; the caller has counted them.
         * @throws ShapeException if their shapes do not fit.
         */
        public Tensor call(List<Tensor> arguments) {
            return body.apply(arguments);
        }

        /** Returns how many arguments the function takes, in words. */
        public String arity() {
            String count = least == most ? Integer.toString(least) : least + " or " + most;
            return count + (most == 1 ? " argument" : " arguments");
        }
    }

    /** The result of a function, as a graph over its arguments. */
    @FunctionalInterface
    public interface Body {
        /**
         * Returns the result as a tensor.
         *
         * @throws ShapeException if the shapes of the arguments do not fit
         */
        Tensor apply(List<Tensor> arguments);
    }

    /** Returns every function, in the order of the catalogue. */
    public static List<Function> all() {
        return List.copyOf(ALL.values());
    }

    /** Returns the function of a name, or null. */
    public static @Nullable Function named(String name) {
        return ALL.get(name);
    }

    private static Function unary(Op op) {
        return new Function(op.name(), 1, 1, x -> Tensor.apply(op, x.getFirst()));
    }

    private static Map<String, Function> catalogue(Function... functions) {
        Map<String, Function> byName = new LinkedHashMap<>();
        Arrays.stream(functions).forEach(function -> byName.put(function.name(), function));
        return byName;
    }
}
