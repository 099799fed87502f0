package dev.downhill.explain.layer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element of a convolution: the sum of the products of a patch with a kernel, a bias, and the activation.
 *
 * <p>{@code patch}, {@code kernel}, {@code products}, {@code patchGradient}, {@code kernelGradient} and {@code
 * weightGradient} have the shape of one kernel: channels, then its lengths.
 *
 * @param group the group of channels that the kernel sees, from 0
 * @param from the index of the patch's first element in the image, negative in the padding
 * @param patch what the kernel sees, with zeros of the padding; also d(sum)/d(kernel)
 * @param kernel the weights; also d(sum)/d(patch)
 * @param sum of the products, as the step computed it
 * @param bias null if the layer has none
 * @param weighted the sum and the bias
 * @param slope d(value)/d(weighted), of the activation
 * @param arrived d(loss)/d(weighted)
 * @param patchGradient what this element passes on to the patch: arrived × kernel
 * @param kernelGradient this element's part of the kernel's gradient: arrived × patch
 * @param weightGradient the kernel's whole gradient: the parts of all places and rows
 * @param biasGradient the bias's whole gradient
 */
public record OpenedConvolution(
        int group,
        List<Integer> from,
        @Nullable Object patch,
        @Nullable Object kernel,
        @Nullable Object products,
        @Nullable Double sum,
        @Nullable Double bias,
        @Nullable Double weighted,
        @Nullable Double slope,
        @Nullable Double arrived,
        @Nullable Object patchGradient,
        @Nullable Object kernelGradient,
        @Nullable Object weightGradient,
        @Nullable Double biasGradient)
        implements LayerArithmetic {}
