package dev.downhill.explain.layer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent layer, entry by entry.
 *
 * @param entry the entry of the opened element, from 0
 * @param unit the unit of the opened element, from 0
 * @param steps one for each entry of the sequence
 * @param sums of the unit at the entry, by gate; an {@code rnn} has the gate {@code h} alone
 */
public record OpenedRecurrence(int entry, int unit, List<Step> steps, Map<String, GateSum> sums)
        implements LayerArithmetic {
    /**
     * The cell at one entry, with the numbers of all units.
     *
     * @param entry from 0
     * @param input the entry itself
     * @param gates by PyTorch's letters: {@code i}, {@code f}, {@code g}, {@code o} of an lstm, {@code r}, {@code z}, {@code n}
     *     of a gru
     * @param cell the memory after the entry; null in cells without one
     * @param hidden the state after the entry
     * @param gateGradients d(loss)/d(gate)
     * @param cellGradient d(loss)/d(cell); null in cells without one
     * @param hiddenGradient d(loss)/d(hidden)
     * @param hiddenGradientNorm its length: how much of the loss reaches this entry
     * @param derivatives the local derivatives of the opened unit, such as {@code d(c)/d(f)}
     */
    public record Step(
            int entry,
            @Nullable Object input,
            Map<String, @Nullable Object> gates,
            @Nullable Object cell,
            @Nullable Object hidden,
            Map<String, @Nullable Object> gateGradients,
            @Nullable Object cellGradient,
            @Nullable Object hiddenGradient,
            @Nullable Double hiddenGradientNorm,
            Map<String, @Nullable Double> derivatives) {}

    /**
     * The sum in a gate of one unit.
     *
     * @param fromInput the weighted entry, with its bias
     * @param fromState the weighted state before, with its bias; null at the first entry without a bias
     * @param sum of both; in the gate {@code n} of a gru, {@code fromState} is first multiplied by {@code r}
     * @param value the gate: the sigmoid or the tanh of the sum
     */
    public record GateSum(
            @Nullable Double fromInput,
            @Nullable Double fromState,
            @Nullable Double sum,
            @Nullable Double value) {}
}
