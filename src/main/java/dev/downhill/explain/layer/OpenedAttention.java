package dev.downhill.explain.layer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Self-attention at one position of a sequence, head by head, and the number that the projection of all heads gives.
 *
 * @param position of the opened element, from 0
 * @param scale by which each product of a query with a key is multiplied: 1 / sqrt(numbers of a head)
 * @param mixed the heads' outputs at the position, side by side
 * @param kernel the row of {@code out_proj.weight} for the element; also d(value)/d(mixed)
 * @param products of both; with the bias they add up to the value
 * @param bias null if the layer has none
 * @param mixedGradient d(loss)/d(mixed)
 */
public record OpenedAttention(
        int position,
        double scale,
        List<Head> heads,
        @Nullable Object mixed,
        @Nullable Object kernel,
        @Nullable Object products,
        @Nullable Double bias,
        @Nullable Object mixedGradient)
        implements LayerArithmetic {
    /**
     * One head. Tables have a row for each position of the sequence.
     *
     * @param head its number, from 0
     * @param weights the table of all positions: the row of a position says how much it takes from each; each row adds up to 1
     * @param query of the position
     * @param keys of all positions
     * @param values of all positions
     * @param scores query · key × scale for each position; null for those that the position does not see
     * @param output the sum of the values, each times its weight in the position's row
     * @param derivative d(weights of the position)/d(scores): a row for each weight, a column for each score
     * @param weightsGradient d(loss)/d(weights) of the position's row
     * @param scoresGradient d(loss)/d(scores)
     * @param queryGradient d(loss)/d(query)
     * @param keysGradient d(loss)/d(keys), by all positions that see them
     * @param valuesGradient d(loss)/d(values), by all positions that see them
     */
    public record Head(
            int head,
            @Nullable Object weights,
            @Nullable Object query,
            @Nullable Object keys,
            @Nullable Object values,
            @Nullable Object scores,
            @Nullable Object output,
            @Nullable Object derivative,
            @Nullable Object weightsGradient,
            @Nullable Object scoresGradient,
            @Nullable Object queryGradient,
            @Nullable Object keysGradient,
            @Nullable Object valuesGradient) {}
}
