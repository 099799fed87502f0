package dev.downhill.explain.layer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A layer of a step, opened at one element of its output for one row.
 *
 * <p>All numbers are those of the step's batch. Gradients are those of the batch's loss; null where none flows. A number
 * that is not finite is null.
 *
 * @param layer its place and kind: {@code 0.conv2d}, or {@code 1.0.layerNorm} for one within layer 1
 * @param kind {@code convolution}, {@code pooling}, {@code normalization}, {@code recurrence} or {@code attention}
 * @param inputShape of one row
 * @param shape of the output for one row
 * @param element the indices of the opened element in that shape
 * @param value of the element
 * @param gradient d(loss)/d(element)
 * @param arithmetic how the element came about, by the kind; null if the answer has no room for it
 * @param omitted why {@code arithmetic} is null; else null
 * @param maps what the layer gets and gives for the row; null for recurrences and attention, whose arithmetic has it, in
 *     answers about several layers, and where there is no room
 * @param text the arithmetic in lines
 */
public record OpenedLayer(
        String layer,
        String kind,
        List<Integer> inputShape,
        List<Integer> shape,
        List<Integer> element,
        @Nullable Double value,
        @Nullable Double gradient,
        @Nullable LayerArithmetic arithmetic,
        @Nullable String omitted,
        @Nullable LayerMaps maps,
        List<String> text) {}
