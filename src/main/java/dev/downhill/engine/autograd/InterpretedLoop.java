package dev.downhill.engine.autograd;

import dev.downhill.engine.autograd.op.Variable;
import dev.downhill.engine.kernel.StepInterrupted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes steps by the {@link Interpreter}: for a job so short that compiling its step would take longer than running it.
 */
public final class InterpretedLoop implements Loop {
    private final StepGraph step;
    private final Interpreter interpreter;

    /** The variables that are results too. */
    private final List<Tensor> variablesRead;

    /**
     * The values that the last step read from variables that are results too; the carry gave these their next values.
     */
    private final Map<Tensor, double[]> before = new HashMap<>();

    /**
     * Returns a loop whose variables are 0 until they are set.
     *
     * @param dtype the precision of every value
     */
    public InterpretedLoop(StepGraph step, DType dtype) {
        this.step = step;
        this.interpreter = new Interpreter(step.graph(), dtype);
        this.variablesRead = step.computed().stream()
                .filter(result -> result.op() instanceof Variable)
                .toList();
    }

    @Override
    public void set(Tensor variable, double[] values) {
        interpreter.set(variable, values);
    }

    @Override
    public void setRows(Tensor variable, double[] table, int[] order, int from) {
        double[] values = new double[variable.shape().size()];
        int rows = variable.shape().dim(0);
        int width = values.length / rows;
        for (int row = 0; row < rows; row++) {
            System.arraycopy(table, order[from + row] * width, values, row * width, width);
        }
        interpreter.set(variable, values);
    }

    @Override
    public double[] get(Tensor tensor) {
        double[] value = before.get(tensor);
        return (value == null ? interpreter.get(tensor) : value).clone();
    }

    @Override
    public double[] carried(int carry) {
        return interpreter.get(step.carries().get(carry).variable()).clone();
    }

    @Override
    public int run(int steps, double[] scalars, double[] tape) {
        int count = step.scalars().size();
        boolean steady = scalars.length == count;
        int next = 0;
        for (int taken = 0; taken < steps; taken++) {
            for (int i = 0; i < count; i++) {
                interpreter.set(step.scalars().get(i), scalars[steady ? i : taken * count + i]);
            }
            run(taken);
            double loss = interpreter.get(step.loss())[0];
            tape[next++] = loss;
            for (Tensor tensor : step.taped()) {
                double[] values = interpreter.get(tensor);
                System.arraycopy(values, 0, tape, next, values.length);
                next += values.length;
            }
            if (!Double.isFinite(loss) || !guardedAreFinite()) {
                before.clear();
                return taken;
            }
            carry();
        }
        return steps;
    }

    private void run(int taken) {
        try {
            interpreter.run();
        } catch (StepInterrupted e) {
            throw new StepInterrupted(taken);
        }
    }

    @Override
    public void continueFrom(Loop other) {
        for (int i = 0; i < step.carries().size(); i++) {
            set(step.carries().get(i).variable(), other.carried(i));
        }
    }

    private boolean guardedAreFinite() {
        for (int i = 0; i < step.guarded(); i++) {
            for (double value : interpreter.get(step.carries().get(i).next())) {
                if (!Double.isFinite(value)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** All values are taken before any is given, because one variable may be another's next value. */
    private void carry() {
        for (Tensor result : variablesRead) {
            before.put(result, interpreter.get(result).clone());
        }
        List<double[]> next = new ArrayList<>();
        for (StepGraph.Carry carry : step.carries()) {
            next.add(interpreter.get(carry.next()).clone());
        }
        for (int i = 0; i < next.size(); i++) {
            interpreter.set(step.carries().get(i).variable(), next.get(i));
        }
    }
}
