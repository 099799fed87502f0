package dev.downhill.explain.step;

import dev.downhill.explain.layer.OpenedLayer;
import dev.downhill.explain.step.RowTrace.Row;
import java.util.List;

/**
 * One layer of a training step, opened at one element of its output for one row.
 *
 * @param step its number, from 1
 * @param learningRate by the schedule
 * @param layers the layer alone
 */
public record LayerTrace(long step, double learningRate, Row row, List<OpenedLayer> layers) {}
