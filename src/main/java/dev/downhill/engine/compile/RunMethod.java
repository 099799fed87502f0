package dev.downhill.engine.compile;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.Assemble;
import dev.downhill.engine.kernel.Interrupts;
import dev.downhill.engine.kernel.KernelMethod;
import dev.downhill.engine.kernel.StepInterrupted;
import dev.downhill.engine.kernel.Workers;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Emits the method that takes the steps: numbers and arrays in local variables, one task after the other, step after
 * step.
 *
 * <p>The input is the {@link Plan} that {@link Planner} made; the output is bytecode, by {@code java.lang.classfile}
 * (JEP 484). For the plan in the comment of the planner the method does what this would do:
 *
 * <pre>{@code
 * static int run(Object[] arrays, double[] numbers, int steps, double[] scalars, int stride, double[] tape) {
 *     double[] x = (double[]) arrays[0];         // and five more arrays
 *     double w = numbers[0];                     // and four more numbers
 *     int taken = 0, complement = 0, scalarAt = 0, tapeAt = 0;
 *     try {
 *         for (; taken < steps; taken++) {
 *             rate = scalars[scalarAt];
 *             scalarAt += stride;                // 0 if every step is given the same
 *             loop0(x, y, pow, sub, w);          // sub[i] = w * x[i] - y[i], pow[i] = sub[i] * sub[i]
 *             loss = loop1(pow);                 // the sum over 10
 *             loop2(sub, share, x, product);
 *             gradient = loop3(product);
 *             next = Math.fma(rate, gradient, w);
 *             tape[tapeAt++] = loss;
 *             if (loss * 0 != 0 || next * 0 != 0) break;    // not finite
 *             w = next;                          // the commit
 *         }
 *     } catch (StepInterrupted e) {
 *         complement = -1;
 *     }
 *     arrays[0] = x;                             // everything goes back
 *     numbers[0] = w;
 *     return taken ^ complement;                 // or its complement after an interrupt
 * }
 * }</pre>
 *
 * <p>Everything that changes is an argument, so the class holds no state. {@link CompiledClasses} shares it by its
 * bytes among jobs of one structure: another learning rate or other data of the same size needs no new class.
 *
 * <p>Each loop is a method of its own, because the JIT compiles small methods better and gives up on very large ones. A
 * parameter that is an array has two of them, before and after the step, which the commit swaps. A step that is not
 * finite or is interrupted leaves the loop before its commit, so the variables are those of the last whole step. Tasks
 * of a long step have a check for an interrupt between them.
 *
 * <p>The arithmetic is the interpreter's, to the last bit: {@link Elements} emits the operations of {@code apply} or
 * calls it, and sums and kernels add in the same order.
 *
 * <p>It rests on these decisions: docs/decisions/0002-updates-use-fused-multiply-add.md,
 * docs/decisions/0008-a-step-is-a-hidden-class.md, docs/decisions/0009-what-must-be-finite.md,
 * docs/decisions/0010-kernels-from-one-source.md, docs/decisions/0014-one-arithmetic-for-both-ways-to-run-a-step.md,
 * docs/decisions/0041-a-step-can-be-interrupted.md.
 */
final class RunMethod {
    static final String NAME = "run";

    /**
     * Takes (arrays, numbers, steps, scalars, scalars per step, tape). Returns the number of steps taken, or its
     * complement if the thread was interrupted within the next step.
     */
    static final MethodTypeDesc TYPE = MethodTypeDesc.of(
            ConstantDescs.CD_int,
            ConstantDescs.CD_Object.arrayType(),
            ConstantDescs.CD_double.arrayType(),
            ConstantDescs.CD_int,
            ConstantDescs.CD_double.arrayType(),
            ConstantDescs.CD_int,
            ConstantDescs.CD_double.arrayType());

    private static final int ARRAYS = 0;
    private static final int NUMBERS = 1;
    private static final int STEPS = 2;
    private static final int SCALARS = 3;
    private static final int STRIDE = 4;
    private static final int TAPE = 5;

    private static final double NANOSECONDS_TO_A_CHECK = 50_000;

    private static final int STATIC = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC;
    private static final ClassDesc WORKERS = ClassDesc.of(Workers.class.getName());
    private static final ClassDesc INTERRUPTS = ClassDesc.of(Interrupts.class.getName());
    private static final ClassDesc INTERRUPTED = ClassDesc.of(StepInterrupted.class.getName());
    private static final ClassDesc PART = ClassDesc.of(Workers.Part.class.getName());
    private static final ClassDesc FALLBACK = ClassDesc.of(Fallback.class.getName());
    private static final DirectMethodHandleDesc LAMBDA = ConstantDescs.ofCallsiteBootstrap(
            ClassDesc.of("java.lang.invoke.LambdaMetafactory"),
            "metafactory",
            ConstantDescs.CD_CallSite,
            ConstantDescs.CD_MethodType,
            ConstantDescs.CD_MethodHandle,
            ConstantDescs.CD_MethodType);
    private static final MethodTypeDesc RANGE =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int, ConstantDescs.CD_int);

    private final Plan plan;
    private final Real real;
    private final ClassDesc owner;
    private final ClassBuilder type;
    private final ClassData data;
    private final Elements elements;
    private final Map<List<Object>, String> fusedMethods = new HashMap<>();
    private int methods;

    RunMethod(Plan plan, ClassDesc owner, ClassBuilder type, ClassData data) {
        this.plan = plan;
        this.real = plan.real();
        this.owner = owner;
        this.type = type;
        this.data = data;
        this.elements = new Elements(real, data);
    }

    void emit(CodeBuilder code) {
        Frame frame = new Frame(code, plan);
        int taken = local(code);
        int tapeAt = local(code);
        int scalarAt = local(code);
        int complement = local(code);
        load(code, frame);
        Label next = code.newLabel();
        Label begin = code.newLabel();
        Label computed = code.newLabel();
        Label interrupted = code.newLabel();
        Label end = code.newLabel();
        code.labelBinding(next);
        code.iload(taken).iload(STEPS).if_icmpge(end);
        code.labelBinding(begin);
        readScalars(code, frame, scalarAt);
        tasks(code, frame);
        writeTape(code, frame, tapeAt);
        checkFinite(code, frame, end);
        code.labelBinding(computed);
        commit(code, frame);
        code.iinc(taken, 1).goto_(next);
        if (canTakeLong()) {
            code.labelBinding(interrupted).pop();
            code.loadConstant(-1).istore(complement);
            code.exceptionCatch(begin, computed, interrupted, INTERRUPTED);
        }
        code.labelBinding(end);
        store(code, frame);
        code.iload(taken).iload(complement).ixor().ireturn();
    }

    /** A step that only moves numbers is over before anybody could interrupt it. */
    private boolean canTakeLong() {
        return !plan.tasks().stream().allMatch(task -> task instanceof Task.OneNumber || task instanceof Task.Move);
    }

    /** Large loops check for an interrupt themselves; between small ones it is checked once in a while. */
    private void tasks(CodeBuilder code, Frame frame) {
        double unchecked = 0;
        for (Task task : plan.tasks()) {
            task(code, frame, task);
            unchecked += task.computes().stream()
                    .mapToDouble(node -> Cost.nanoseconds(node, real.dtype()))
                    .sum();
            if (unchecked > NANOSECONDS_TO_A_CHECK && canTakeLong()) {
                code.invokestatic(INTERRUPTS, "check", MethodTypeDesc.of(ConstantDescs.CD_void));
                unchecked = 0;
            }
        }
    }

    private static int local(CodeBuilder code) {
        int local = code.allocateLocal(TypeKind.INT);
        code.loadConstant(0).istore(local);
        return local;
    }

    private void load(CodeBuilder code, Frame frame) {
        for (int i = 0; i < plan.buffers().size(); i++) {
            code.aload(ARRAYS).loadConstant(i).aaload().checkcast(real.array()).astore(frame.array(i));
        }
        for (int i = 0; i < plan.locals(); i++) {
            code.aload(NUMBERS).loadConstant(i).daload();
            real.fromDouble(code);
            real.store(code, frame.number(new Place.Local(i)));
        }
    }

    private void store(CodeBuilder code, Frame frame) {
        for (int i = 0; i < plan.buffers().size(); i++) {
            code.aload(ARRAYS).loadConstant(i).aload(frame.array(i)).aastore();
        }
        for (int i = 0; i < plan.locals(); i++) {
            code.aload(NUMBERS).loadConstant(i);
            real.load(code, frame.number(new Place.Local(i)));
            real.toDouble(code);
            code.dastore();
        }
    }

    private void readScalars(CodeBuilder code, Frame frame, int scalarAt) {
        List<Tensor> scalars = plan.step().scalars();
        for (int i = 0; i < scalars.size(); i++) {
            if (plan.variable(scalars.get(i)) instanceof Place.Local to) {
                code.aload(SCALARS).iload(scalarAt).loadConstant(i).iadd().daload();
                real.fromDouble(code);
                real.store(code, frame.number(to));
            }
        }
        code.iload(scalarAt).iload(STRIDE).iadd().istore(scalarAt);
    }

    private void writeTape(CodeBuilder code, Frame frame, int tapeAt) {
        List<Tensor> written = new ArrayList<>(List.of(plan.step().loss()));
        written.addAll(plan.step().taped());
        for (Tensor tensor : written) {
            if (plan.result(tensor) instanceof Place.InArray array) {
                code.aload(frame.array(array.buffer())).aload(TAPE).iload(tapeAt);
                callKernel(code, Kernels.SCALAR.folder(), KernelMethod.WRITE);
            } else {
                code.aload(TAPE).iload(tapeAt);
                number(code, frame, plan.result(tensor));
                real.toDouble(code);
                code.dastore();
            }
            code.iload(tapeAt).loadConstant(tensor.shape().size()).iadd().istore(tapeAt);
        }
    }

    /** A number times zero is zero, unless it is infinite or NaN. */
    private void checkFinite(CodeBuilder code, Frame frame, Label end) {
        List<Tensor> guarded = new ArrayList<>(List.of(plan.step().loss()));
        plan.step().carries().subList(0, plan.step().guarded()).forEach(carry -> guarded.add(carry.next()));
        for (Tensor tensor : guarded) {
            if (plan.result(tensor) instanceof Place.InArray array) {
                code.aload(frame.array(array.buffer()));
                callKernel(code, plan.kernels().folder(), KernelMethod.ALL_FINITE);
                code.ifeq(end);
            } else {
                number(code, frame, plan.result(tensor));
                real.constant(code, 0);
                real.multiply(code);
                real.constant(code, 0);
                real.compare(code);
                code.ifne(end);
            }
        }
    }

    /** Makes the results of the step the initial values of the next: copies numbers, swaps arrays. */
    private void commit(CodeBuilder code, Frame frame) {
        List<Place.Local> numbers = new ArrayList<>();
        for (StepGraph.Carry carry : plan.step().carries()) {
            Place variable = plan.variable(carry.variable());
            if (variable instanceof Place.Local to) {
                number(code, frame, plan.result(carry.next()));
                numbers.add(to);
            } else if (variable instanceof Place.InArray to
                    && plan.result(carry.next()) instanceof Place.InArray from) {
                int mine = frame.array(to.buffer());
                int computed = frame.array(from.buffer());
                if (plan.swaps(carry)) {
                    code.aload(mine).aload(computed).astore(mine).astore(computed);
                } else {
                    code.aload(computed).loadConstant(0).aload(mine).loadConstant(0);
                    code.loadConstant(to.shape().size());
                    code.invokestatic(
                            ClassDesc.of("java.lang.System"),
                            "arraycopy",
                            MethodTypeDesc.of(
                                    ConstantDescs.CD_void,
                                    ConstantDescs.CD_Object,
                                    ConstantDescs.CD_int,
                                    ConstantDescs.CD_Object,
                                    ConstantDescs.CD_int,
                                    ConstantDescs.CD_int));
                }
            }
        }
        Collections.reverse(numbers);
        numbers.forEach(to -> real.store(code, frame.number(to)));
    }

    private void number(CodeBuilder code, Frame frame, Place place) {
        switch (place) {
            case Place.Local local -> real.load(code, frame.number(local));
            case Place.Literal constant -> real.constant(code, constant.value());
            case Place.InArray array -> throw new IllegalStateException("one number in an array");
        }
    }

    private void task(CodeBuilder code, Frame frame, Task task) {
        switch (task) {
            case Task.OneNumber number -> oneNumber(code, frame, number);
            case Task.Fused fused -> fused(code, frame, new FusedLoop(plan, fused, elements));
            case Task.Copy copy -> copy(code, frame, copy);
            case Task.Summed sum -> summed(code, frame, sum);
            case Task.Multiplied product -> multiplied(code, frame, product);
            case Task.Kernel kernel -> kernel(code, frame, kernel);
            case Task.Assembled pieces -> assembled(code, frame, pieces);
            case Task.Forward forward -> forward(code, frame, forward);
            case Task.Move move -> move(code, frame, move);
        }
    }

    private void copy(CodeBuilder code, Frame frame, Task.Copy task) {
        if (task.from() instanceof Place.InArray from && task.isOfRuns()) {
            Nest nest = task.nest();
            int outer = nest.depth() - 1;
            code.aload(frame.array(from.buffer())).aload(frame.array(task.to().buffer()));
            code.loadConstant(nest.dims()[outer]);
            for (int i = outer - Task.Copy.OUTER_LOOPS; i < outer; i++) {
                code.loadConstant(i < 0 ? 1 : nest.dims()[i]);
                code.loadConstant(i < 0 ? 0 : nest.strides().getFirst()[i]);
            }
            callKernel(code, Kernels.SCALAR.folder(), KernelMethod.COPY);
            return;
        }
        var loop = new CopyLoop(real, task);
        call(code, frame, loop.method(), loop.type(), loop::emit);
    }

    private void summed(CodeBuilder code, Frame frame, Task.Summed task) {
        if (task.addsRows() && task.to() instanceof Place.InArray to) {
            code.aload(frame.array(task.from().buffer())).aload(frame.array(to.buffer()));
            code.loadConstant(task.nest().dims()[0]).loadConstant(task.nest().dims()[1]);
            callKernel(code, plan.kernels().folder(), KernelMethod.SUM_ROWS);
            return;
        }
        var loop = new SumLoop(real, task);
        call(code, frame, loop.method(), loop.type(), loop::emit);
        if (task.to() instanceof Place.Local to) {
            real.store(code, frame.number(to));
        }
    }

    private void move(CodeBuilder code, Frame frame, Task.Move task) {
        if (task.from() instanceof Place.InArray array) {
            code.aload(frame.array(array.buffer())).loadConstant(0);
            real.arrayLoad(code);
        } else {
            number(code, frame, task.from());
        }
        real.store(code, frame.number(task.to()));
    }

    private void oneNumber(CodeBuilder code, Frame frame, Task.OneNumber task) {
        List<Elements.Push> inputs = new ArrayList<>();
        for (Operand input : task.reads()) {
            inputs.add(inner -> number(inner, frame, input.place()));
        }
        elements.emit(code, task.node(), inputs);
        real.store(code, frame.number(task.to()));
    }

    private void fused(CodeBuilder code, Frame frame, FusedLoop loop) {
        String name = fusedMethods.computeIfAbsent(loop.key(), unused -> method(loop.type(), loop::emit));
        if (loop.sharedItems() == 0) {
            loop.method().pushArguments(code, frame);
            code.invokestatic(owner, name, loop.type());
            return;
        }
        code.loadConstant(loop.sharedItems());
        loop.method().pushArguments(code, frame);
        MethodHandleDesc body = MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, owner, name, loop.type());
        code.invokedynamic(DynamicCallSiteDesc.of(
                LAMBDA, "run", MethodTypeDesc.of(PART, loop.method().parameters()), RANGE, body, RANGE));
        code.invokestatic(WORKERS, "share", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int, PART));
    }

    private void call(
            CodeBuilder code, Frame frame, LoopMethod method, MethodTypeDesc signature, Consumer<CodeBuilder> body) {
        method.pushArguments(code, frame);
        code.invokestatic(owner, method(signature, body), signature);
    }

    /** Adds a method to the class. */
    private String method(MethodTypeDesc signature, Consumer<CodeBuilder> body) {
        String name = "loop" + methods++;
        type.withMethodBody(name, signature, STATIC, body);
        return name;
    }

    /** Calls a kernel with the arguments on the stack. */
    private void callKernel(CodeBuilder code, String folder, KernelMethod kernel) {
        ClassDesc type = ClassDesc.of(real.kernels() + "." + folder + "." + kernel.owner());
        code.invokestatic(type, kernel.method(), kernel.type(real.array()));
    }

    private void multiplied(CodeBuilder code, Frame frame, Task.Multiplied task) {
        code.aload(frame.array(task.a().buffer())).loadConstant(task.a().isDense() ? 0 : 1);
        code.aload(frame.array(task.b().buffer())).loadConstant(task.b().isDense() ? 0 : 1);
        code.aload(frame.array(task.to().buffer()));
        if (task.isOfStacks()) {
            code.loadConstant(task.matrices());
        }
        code.loadConstant(task.rows()).loadConstant(task.inner()).loadConstant(task.columns());
        callKernel(
                code,
                plan.kernels().folder(),
                task.isOfStacks() ? KernelMethod.MULTIPLY_STACKS : KernelMethod.MULTIPLY);
    }

    private void kernel(CodeBuilder code, Frame frame, Task.Kernel task) {
        for (Operand operand :
                Stream.concat(task.reads().stream(), task.writes().stream()).toList()) {
            code.aload(frame.array(operand.place()));
        }
        for (int number : task.numbers()) {
            code.loadConstant(number);
        }
        int dot = task.owner().indexOf('.');
        String owner = task.owner().substring(dot + 1);
        callKernel(
                code,
                task.owner().substring(0, dot),
                KernelMethod.of(owner, task.node().op().name()));
    }

    private void assembled(CodeBuilder code, Frame frame, Task.Assembled task) {
        Shape whole = task.to().shape();
        int axis = task.assemble().axis();
        int inner = Assemble.inner(whole, axis);
        List<Shape> shapes = task.node().inputs().stream().map(Tensor::shape).toList();
        if (task.assemble().hasGaps(shapes)) {
            code.aload(frame.array(task.to().buffer()));
            real.constant(code, 0);
            code.invokestatic(
                    ClassDesc.of("java.util.Arrays"),
                    "fill",
                    MethodTypeDesc.of(ConstantDescs.CD_void, real.array(), real.type()));
        }
        for (int i = 0; i < shapes.size(); i++) {
            code.aload(frame.array(task.reads().get(i).place()))
                    .aload(frame.array(task.to().buffer()));
            code.loadConstant(Assemble.outer(whole, axis)).loadConstant(whole.dim(axis) * inner);
            code.loadConstant(task.assemble().offsets().get(i) * inner);
            code.loadConstant(shapes.get(i).dim(axis) * inner);
            callKernel(code, Kernels.SCALAR.folder(), KernelMethod.PLACE);
        }
    }

    private void forward(CodeBuilder code, Frame frame, Task.Forward task) {
        data.push(code, FALLBACK, task.fallback());
        code.loadConstant(task.reads().size()).anewarray(ConstantDescs.CD_Object);
        for (int i = 0; i < task.reads().size(); i++) {
            int array = frame.array(task.reads().get(i).place());
            code.dup().loadConstant(i).aload(array).aastore();
        }
        code.aload(frame.array(task.to().buffer()));
        code.invokevirtual(
                FALLBACK,
                "run",
                MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object.arrayType(), ConstantDescs.CD_Object));
    }
}
