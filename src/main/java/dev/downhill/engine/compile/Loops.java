package dev.downhill.engine.compile;

import dev.downhill.engine.autograd.DType;
import dev.downhill.engine.autograd.InterpretedLoop;
import dev.downhill.engine.autograd.Loop;
import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.autograd.op.MatMul;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses between interpreting a step and compiling it: by which of the two is sooner done with all steps.
 *
 * <p>Both compute the same bits (docs/decisions/0014), so the choice is free. A class costs much to define and little to run
 * again, so a step whose class exists, or that comes for the second time, is compiled although it takes few steps.
 */
public final class Loops {
    /** The costs of compiling, of a node and of an element of it in the interpreter; in nanoseconds, measured. */
    private static final double COMPILING = 10e6;

    private static final double PER_NODE = 100;
    private static final double PER_ELEMENT = 2;

    /** The cost of planning a node and emitting its instructions, which finds out whether the class exists. */
    private static final double EMITTING_A_NODE = 2_000;

    private Loops() {}

    /**
     * Returns a step, ready for about so many runs. A step that is too large for one method is interpreted, however
     * often it runs.
     *
     * @param runs about how many steps will be taken
     */
    public static Loop of(StepGraph step, DType dtype, long runs) {
        Loop compiled = compiled(step, dtype, runs);
        return compiled == null ? new InterpretedLoop(step, dtype) : compiled;
    }

    private static @Nullable Loop compiled(StepGraph step, DType dtype, long runs) {
        List<Tensor> nodes = step.graph().nodes();
        double interpreting = nanosecondsToInterpret(nodes) * runs;
        try {
            if (interpreting >= COMPILING) {
                return StepCompiler.compile(step, dtype, Kernels.BEST);
            }
            double emitting = EMITTING_A_NODE * nodes.size();
            return interpreting < emitting ? null : StepCompiler.compileIfKnown(step, dtype, Kernels.BEST);
        } catch (IllegalArgumentException tooLarge) {
            return null;
        }
    }

    /**
     * Returns how many bytes the arrays of such a step take, before any is allocated.
     *
     * @param runs about how many steps will be taken, as for {@link #of}
     */
    public static long bytes(StepGraph step, DType dtype, long runs) {
        List<Tensor> nodes = step.graph().nodes();
        if (nanosecondsToInterpret(nodes) * runs >= COMPILING) {
            return Planner.plan(Real.of(dtype), step, Kernels.BEST).bytes();
        }
        return Double.BYTES
                * nodes.stream().mapToLong(node -> node.shape().size()).sum();
    }

    private static double nanosecondsToInterpret(List<Tensor> nodes) {
        double total = 0;
        for (Tensor node : nodes) {
            total += PER_NODE + PER_ELEMENT * node.shape().size() * terms(node);
        }
        return total;
    }

    /** Returns how many numbers go into an element. */
    private static int terms(Tensor node) {
        return node.op() instanceof MatMul ? node.inputs().getFirst().shape().dim(-1) : 1;
    }
}
