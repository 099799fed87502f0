package dev.downhill.engine.compile;

import dev.downhill.engine.autograd.Loop;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.autograd.StepGraph;
import dev.downhill.engine.autograd.Tensor;
import dev.downhill.engine.kernel.StepInterrupted;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Takes steps by a class that was made for them. */
final class CompiledLoop implements Loop {
    private final Plan plan;
    private final MethodHandle run;
    private final Object[] arrays;
    private final double[] numbers;
    private boolean committed;

    CompiledLoop(Plan plan, MethodHandle run) {
        this.plan = plan;
        this.run = run;
        this.arrays = plan.buffers().stream()
                .map(buffer -> buffer.allocate(plan.real()))
                .toArray();
        this.numbers = new double[plan.locals()];
    }

    @Override
    public void set(Tensor variable, double[] values) {
        if (values.length != variable.shape().size()) {
            throw new ShapeException(values.length + " values for " + variable);
        }
        switch (plan.variable(variable)) {
            case Place.InArray array -> plan.real().copyIn(values, arrays[array.buffer()]);
            case Place.Local number -> numbers[number.number()] = values[0];
            case Place.Literal constant -> {}
            case null -> {}
        }
    }

    @Override
    public void setRows(Tensor variable, double[] table, int[] order, int from) {
        if (plan.variable(variable) instanceof Place.InArray array) {
            int rows = variable.shape().dim(0);
            plan.real().copyRows(table, order, from, arrays[array.buffer()], rows);
        } else if (plan.variable(variable) instanceof Place.Local number) {
            numbers[number.number()] = table[order[from]];
        }
    }

    @Override
    public double[] get(Tensor tensor) {
        List<StepGraph.Carry> carries = plan.step().carries();
        for (int i = 0; i < carries.size(); i++) {
            if (committed && carries.get(i).next() == tensor) {
                return carried(i);
            }
        }
        return value(tensor, plan.result(tensor));
    }

    @Override
    public double[] carried(int carry) {
        Tensor variable = variable(carry);
        return value(variable, Objects.requireNonNull(plan.variable(variable)));
    }

    private double[] value(Tensor tensor, Place from) {
        return switch (from) {
            case Place.InArray array -> plan.real().copyOut(arrays[array.buffer()]);
            case Place.Local number -> filled(tensor, numbers[number.number()]);
            case Place.Literal constant -> filled(tensor, constant.value());
        };
    }

    private static double[] filled(Tensor tensor, double number) {
        double[] value = new double[tensor.shape().size()];
        Arrays.fill(value, number);
        return value;
    }

    @Override
    public int run(int steps, double[] scalars, double[] tape) {
        int count = plan.step().scalars().size();
        int stride = scalars.length == count ? 0 : count;
        int taken = invoke(steps, scalars, stride, tape);
        committed = taken == steps;
        if (taken < 0) {
            throw new StepInterrupted(~taken);
        }
        return taken;
    }

    private int invoke(int steps, double[] scalars, int stride, double[] tape) {
        try {
            return (int) run.invokeExact(arrays, numbers, steps, scalars, stride, tape);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void continueFrom(Loop other) {
        for (int i = 0; i < plan.step().carries().size(); i++) {
            Tensor mine = variable(i);
            if (other instanceof CompiledLoop compiled
                    && plan.variable(mine) instanceof Place.InArray to
                    && compiled.plan.variable(compiled.variable(i)) instanceof Place.InArray from) {
                Object array = arrays[to.buffer()];
                arrays[to.buffer()] = compiled.arrays[from.buffer()];
                compiled.arrays[from.buffer()] = array;
            } else {
                set(mine, other.carried(i));
            }
        }
    }

    private Tensor variable(int carry) {
        return plan.step().carries().get(carry).variable();
    }
}
