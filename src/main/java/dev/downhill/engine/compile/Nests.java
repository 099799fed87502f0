package dev.downhill.engine.compile;

import dev.downhill.engine.kernel.Interrupts;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Emits the loops of a {@link Nest}.
 *
 * <p>A nest of many elements checks for an interrupt once in a grain of them: the innermost loops that make one grain stay as
 * they are, the loop around them goes from check to check.
 */
final class Nests {
    private static final ClassDesc INTERRUPTS = ClassDesc.of(Interrupts.class.getName());
    private static final MethodTypeDesc UNTIL =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);

    private Nests() {}

    /** The part of the outermost loop to run, each end pushed by code of its own. */
    record Range(Consumer<CodeBuilder> from, Consumer<CodeBuilder> to) {
        static Range whole(int length) {
            return new Range(code -> code.loadConstant(0), code -> code.loadConstant(length));
        }
    }

    /**
     * Emits the loops around a body.
     *
     * @param body gets for each array the local that holds the index of the current element
     */
    static void emit(CodeBuilder code, Nest nest, BiConsumer<CodeBuilder, int[]> body) {
        emit(code, nest, Range.whole(nest.depth() == 0 ? 1 : nest.dims()[0]), Interrupts.GRAIN, body);
    }

    /**
     * Emits the loops, the outermost over a range.
     *
     * @param grain about how many elements are computed between two checks
     */
    static void emit(CodeBuilder code, Nest nest, Range outermost, int grain, BiConsumer<CodeBuilder, int[]> body) {
        int[] indices = new int[nest.strides().size()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = code.allocateLocal(TypeKind.INT);
            code.loadConstant(0).istore(indices[i]);
        }
        level(code, nest, 0, outermost, nest.checks(grain), indices, body);
    }

    private static void level(
            CodeBuilder code,
            Nest nest,
            int axis,
            Range range,
            Nest.@Nullable Checks checks,
            int[] bases,
            BiConsumer<CodeBuilder, int[]> body) {
        if (axis == nest.depth()) {
            body.accept(code, bases);
            return;
        }
        int counter = code.allocateLocal(TypeKind.INT);
        int[] indices = new int[bases.length];
        for (int i = 0; i < bases.length; i++) {
            indices[i] = nest.strides().get(i)[axis] == 0 ? bases[i] : code.allocateLocal(TypeKind.INT);
        }
        range.from().accept(code);
        code.istore(counter);
        if (checks == null || checks.axis() != axis) {
            loop(code, nest, axis, counter, range.to(), checks, bases, indices, body);
            return;
        }
        if (axis > 0) {
            code.invokestatic(INTERRUPTS, "check", MethodTypeDesc.of(ConstantDescs.CD_void));
        }
        int until = code.allocateLocal(TypeKind.INT);
        Label test = code.newLabel();
        Label end = code.newLabel();
        code.labelBinding(test);
        code.iload(counter);
        range.to().accept(code);
        code.if_icmpge(end);
        code.iload(counter);
        range.to().accept(code);
        code.loadConstant(checks.iterations())
                .invokestatic(INTERRUPTS, "until", UNTIL)
                .istore(until);
        loop(code, nest, axis, counter, inner -> inner.iload(until), checks, bases, indices, body);
        code.goto_(test);
        code.labelBinding(end);
    }

    /** Emits one loop, which goes on from where its counter stands. */
    private static void loop(
            CodeBuilder code,
            Nest nest,
            int axis,
            int counter,
            Consumer<CodeBuilder> to,
            Nest.@Nullable Checks checks,
            int[] bases,
            int[] indices,
            BiConsumer<CodeBuilder, int[]> body) {
        Label test = code.newLabel();
        Label end = code.newLabel();
        code.labelBinding(test);
        code.iload(counter);
        to.accept(code);
        code.if_icmpge(end);
        for (int i = 0; i < bases.length; i++) {
            int stride = nest.strides().get(i)[axis];
            if (stride != 0) {
                code.iload(bases[i]).iload(counter);
                if (stride != 1) {
                    code.loadConstant(stride).imul();
                }
                code.iadd().istore(indices[i]);
            }
        }
        Range inner = Range.whole(axis + 1 < nest.depth() ? nest.dims()[axis + 1] : 1);
        level(code, nest, axis + 1, inner, checks, indices, body);
        code.iinc(counter, 1).goto_(test);
        code.labelBinding(end);
    }
}
