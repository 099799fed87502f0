package dev.downhill.engine.compile;

import dev.downhill.engine.autograd.Allowance;
import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.Loop;
import dev.downhill.engine.autograd.StepGraph;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles a step to a hidden class, which steps of the same structure share. */
public final class StepCompiler {
    private static final ClassDesc NAME = ClassDesc.of(StepCompiler.class.getPackageName(), "CompiledStep");

    private StepCompiler() {}

    /**
     * Returns the step, compiled. {@link Planner} and {@link RunMethod} explain how;
     * docs/decisions/0008-a-step-is-a-hidden-class.md explains why.
     *
     * @param kernels the kernels to call; the results have the same bits with both.
     * @throws IllegalArgumentException if it is too large for one method.
     */
    public static Loop compile(StepGraph step, DType dtype, Kernels kernels) {
        Emitted emitted = Emitted.of(step, dtype, kernels);
        return emitted.loop(CompiledClasses.run(emitted.bytes(), emitted.data()));
    }

    /**
     * Returns the step, compiled, if its class exists or was asked for before; else null.
     *
     * @throws IllegalArgumentException if it is too large for one method
     */
    static @Nullable Loop compileIfKnown(StepGraph step, DType dtype, Kernels kernels) {
        Emitted emitted = Emitted.of(step, dtype, kernels);
        MethodHandle run = CompiledClasses.runIfKnown(emitted.bytes(), emitted.data());
        return run == null ? null : emitted.loop(run);
    }

    /**
     * A class, not yet defined.
     *
     * @param data the objects that it refers to
     */
    private record Emitted(Plan plan, byte[] bytes, List<Object> data) {
        static Emitted of(StepGraph step, DType dtype, Kernels kernels) {
            Plan plan = Planner.plan(Real.of(dtype), step, kernels);
            assert PlanChecker.isSound(plan);
            var data = new ClassData();
            byte[] bytes = ClassFile.of().build(NAME, type -> {
                type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC);
                type.withMethodBody(
                        RunMethod.NAME,
                        RunMethod.TYPE,
                        ClassFile.ACC_STATIC,
                        code -> new RunMethod(plan, NAME, type, data).emit(code));
            });
            return new Emitted(plan, bytes, data.objects());
        }

        Loop loop(MethodHandle run) {
            Allowance.take(plan.bytes()
                    + Allowance.BYTES_PER_NODE * plan.step().graph().nodes().size());
            return new CompiledLoop(plan, run);
        }
    }
}
