package dev.downhill.engine.compile;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Emits the method that writes a tensor, seen through strides or one number repeated, to an array of its own. */
final class CopyLoop {
    private final Real real;
    private final Task.Copy task;
    private final LoopMethod method;

    CopyLoop(Real real, Task.Copy task) {
        this.real = real;
        this.task = task;
        this.method = new LoopMethod(real);
        method.reads(task.from());
        method.uses(task.to());
    }

    LoopMethod method() {
        return method;
    }

    MethodTypeDesc type() {
        return MethodTypeDesc.of(ConstantDescs.CD_void, method.parameters());
    }

    void emit(CodeBuilder code) {
        Place.InArray to = task.to();
        Nests.emit(code, task.nest(), (body, indices) -> {
            method.pushArray(body, to.buffer());
            body.iload(indices[1]);
            method.pushElement(body, task.from(), indices[0]);
            real.arrayStore(body);
        });
        code.return_();
    }
}
