package dev.downhill.explain.layer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element of a pooling layer: the greatest of a window, or its mean.
 *
 * @param pool {@code max} or {@code mean}
 * @param from the index of the window's first element in the image, negative in the padding
 * @param window what the window sees; of the padding null in {@code max}, which never wins, and 0 in {@code mean}
 * @param winner the index in the image of the element that won; null for a mean
 * @param divisor of the mean; null for the greatest
 * @param derivative d(value)/d(window), of the window's shape
 * @param passed what this element passes on to the window
 */
public record OpenedPooling(
        String pool,
        List<Integer> from,
        @Nullable Object window,
        @Nullable List<Integer> winner,
        @Nullable Integer divisor,
        @Nullable Object derivative,
        @Nullable Object passed)
        implements LayerArithmetic {}
