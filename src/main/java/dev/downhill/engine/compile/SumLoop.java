package dev.downhill.engine.compile;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * Emits the method that adds up: to one number, which it returns, or to an array.
 *
 * <p>One number is summed in double, in the order of the elements, as the interpreter does.
 */
final class SumLoop {
    private static final ClassDesc ARRAYS = ClassDesc.of("java.util.Arrays");

    private final Real real;
    private final Task.Summed task;
    private final LoopMethod method;

    SumLoop(Real real, Task.Summed task) {
        this.real = real;
        this.task = task;
        this.method = new LoopMethod(real);
        method.uses(task.from());
        method.reads(task.to() instanceof Place.InArray array ? array : new Place.Literal(0));
    }

    LoopMethod method() {
        return method;
    }

    MethodTypeDesc type() {
        ClassDesc result = task.to() instanceof Place.InArray ? ConstantDescs.CD_void : real.type();
        return MethodTypeDesc.of(result, method.parameters());
    }

    void emit(CodeBuilder code) {
        if (task.to() instanceof Place.InArray to) {
            toArray(code, to);
        } else {
            toNumber(code);
        }
    }

    private void toNumber(CodeBuilder code) {
        int total = code.allocateLocal(TypeKind.DOUBLE);
        code.loadConstant(0.0).dstore(total);
        Nest nest = Nest.of(task.from().shape(), List.of(task.from().strides()));
        Nests.emit(code, nest, (body, indices) -> {
            body.dload(total);
            method.pushElement(body, task.from(), indices[0]);
            real.toDouble(body);
            body.dadd().dstore(total);
        });
        code.dload(total);
        if (task.divisor() != 1) {
            code.loadConstant((double) task.divisor()).ddiv();
        }
        real.fromDouble(code);
        code.return_(real.kind());
    }

    private void toArray(CodeBuilder code, Place.InArray to) {
        method.pushArray(code, to.buffer());
        real.constant(code, 0);
        code.invokestatic(ARRAYS, "fill", MethodTypeDesc.of(ConstantDescs.CD_void, real.array(), real.type()));
        Nests.emit(code, task.nest(), (body, indices) -> {
            method.pushArray(body, to.buffer());
            body.iload(indices[1]);
            method.pushElement(body, to, indices[1]);
            method.pushElement(body, task.from(), indices[0]);
            real.add(body);
            real.arrayStore(body);
        });
        if (task.divisor() != 1) {
            Nests.emit(code, Nest.of(to.shape(), List.of(to.strides())), (body, indices) -> {
                method.pushArray(body, to.buffer());
                body.iload(indices[0]);
                method.pushElement(body, to, indices[0]);
                real.constant(body, task.divisor());
                real.divide(body);
                real.arrayStore(body);
            });
        }
        code.return_();
    }
}
