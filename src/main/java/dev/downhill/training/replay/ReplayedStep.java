package dev.downhill.training.replay;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.step.TrainingStep;
import java.util.List;
import java.util.Map;

/**
 * One step of a run, with the run's own numbers.
 *
 * @param number the step, from 1.
 * @param rate the learning rate by the schedule.
 * @param rows the training rows of the step, from 0.
 * @param graph the graph of the step.
 * @param given the initial value of every variable: the batch, the masks, the parameters, the optimizer's state.
 * @param loss of the forward pass, before the update.
 * @param gradients of each trained parameter, as the optimizer sees it.
 * @param before the state before the step.
 * @param after the state after the step.
 */
public record ReplayedStep(
        long number,
        double rate,
        int[] rows,
        TrainingStep graph,
        Map<Tensor, double[]> given,
        double loss,
        List<double[]> gradients,
        Checkpoint before,
        Checkpoint after) {}
