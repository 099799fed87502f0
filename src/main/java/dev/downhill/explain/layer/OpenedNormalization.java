package dev.downhill.explain.layer;

import org.jspecify.annotations.Nullable;

/**
 * An element of a normalization: (input - mean) / sqrt(variance + eps) × scale + shift.
 *
 * @param count how many numbers mean and variance are of
 * @param numbers these numbers, or their summary where they are more than 64
 * @param input the element before
 * @param mean null for a layer that subtracts none
 * @param variance with {@code count} as its divisor; without a mean, the mean of the squares
 * @param normalized (input - mean) / sqrt(variance + eps)
 * @param scale the weight; null if it is not learned; also d(value)/d(normalized)
 * @param shift the bias; null if there is none
 * @param derivative d(normalized)/d(input), with the ways through mean and variance
 * @param normalizedGradient d(loss)/d(normalized)
 * @param inputGradient what the layer passes on to the input, from all elements that share its mean and variance
 * @param scaleGradient the weight's whole gradient
 * @param shiftGradient the bias's whole gradient
 */
public record OpenedNormalization(
        int count,
        @Nullable Object numbers,
        @Nullable Double input,
        @Nullable Double mean,
        @Nullable Double variance,
        double eps,
        @Nullable Double normalized,
        @Nullable Double scale,
        @Nullable Double shift,
        @Nullable Double derivative,
        @Nullable Double normalizedGradient,
        @Nullable Double inputGradient,
        @Nullable Double scaleGradient,
        @Nullable Double shiftGradient)
        implements LayerArithmetic {}
