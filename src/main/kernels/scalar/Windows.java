package dev.downhill.engine.kernel.@dtype@.scalar;

import dev.downhill.engine.kernel.Interrupts;
import java.util.Arrays;

/** Windows that move over images: what they see is taken from images and added to them, and the greatest elements. */
public final class Windows {
    private Windows() {}

    /** Writes what each element of the window sees, (channels, kernelRows, kernelColumns, images, outRows, outColumns); zeros outside. */
    public static void unfold(
            @real@[] x, @real@[] out,
            int images, int channels, int height, int width, int kernelRows, int kernelColumns,
            int outRows, int outColumns, int strideRows, int strideColumns, int padTop, int padLeft,
            int dilationRows, int dilationColumns) {
        Arrays.fill(out, 0);
        int[] firstRow = first(kernelRows, dilationRows, padTop, strideRows);
        int[] endRow = end(kernelRows, dilationRows, padTop, strideRows, height, outRows);
        int[] first = first(kernelColumns, dilationColumns, padLeft, strideColumns);
        int[] end = end(kernelColumns, dilationColumns, padLeft, strideColumns, width, outColumns);
        int grain = Interrupts.rows((long) outRows * outColumns);
        for (int element = 0; element < channels * kernelRows * kernelColumns; element++) {
            int c = element / (kernelRows * kernelColumns);
            int p = element / kernelColumns % kernelRows;
            int q = element % kernelColumns;
            for (int n = 0; n < images; ) {
                for (int until = Interrupts.until(n, images, grain); n < until; n++) {
                    for (int i = firstRow[p]; i < endRow[p]; i++) {
                        int row = i * strideRows - padTop + p * dilationRows;
                        int from = ((n * channels + c) * height + row) * width + q * dilationColumns - padLeft;
                        int to = ((element * images + n) * outRows + i) * outColumns;
                        for (int j = first[q]; j < end[q]; j++) {
                            out[to + j] = x[from + j * strideColumns];
                        }
                    }
                }
            }
        }
    }

    /**
     * Adds up what each element of the window sees where it lies in the images; the reverse of {@link #unfold}. A pixel's sum is in
     * the order of the places. What lies below and to the right in a kernel comes first, because it belongs to places further up
     * and left.
     */
    public static void fold(
            @real@[] patches, @real@[] out,
            int images, int channels, int height, int width, int kernelRows, int kernelColumns,
            int outRows, int outColumns, int strideRows, int strideColumns, int padTop, int padLeft,
            int dilationRows, int dilationColumns) {
        Arrays.fill(out, 0);
        int[] firstRow = first(kernelRows, dilationRows, padTop, strideRows);
        int[] endRow = end(kernelRows, dilationRows, padTop, strideRows, height, outRows);
        int[] first = first(kernelColumns, dilationColumns, padLeft, strideColumns);
        int[] end = end(kernelColumns, dilationColumns, padLeft, strideColumns, width, outColumns);
        int grain = Interrupts.rows((long) outRows * outColumns);
        for (int element = channels * kernelRows * kernelColumns - 1; element >= 0; element--) {
            int c = element / (kernelRows * kernelColumns);
            int p = element / kernelColumns % kernelRows;
            int q = element % kernelColumns;
            for (int n = 0; n < images; ) {
                for (int until = Interrupts.until(n, images, grain); n < until; n++) {
                    for (int i = firstRow[p]; i < endRow[p]; i++) {
                        int row = i * strideRows - padTop + p * dilationRows;
                        int to = ((n * channels + c) * height + row) * width + q * dilationColumns - padLeft;
                        int from = ((element * images + n) * outRows + i) * outColumns;
                        for (int j = first[q]; j < end[q]; j++) {
                            out[to + j * strideColumns] += patches[from + j];
                        }
                    }
                }
            }
        }
    }

    /** Returns for each place of one thing the first place of the other at which it is not left of an image. */
    private static int[] first(int places, int stride, int pad, int otherStride) {
        int[] first = new int[places];
        for (int i = 0; i < places; i++) {
            first[i] = Math.max(0, Math.ceilDiv(pad - i * stride, otherStride));
        }
        return first;
    }

    /** Returns for each place of one thing the first place of the other at which it is right of an image. */
    private static int[] end(int places, int stride, int pad, int otherStride, int size, int others) {
        int[] end = new int[places];
        for (int i = 0; i < places; i++) {
            end[i] = Math.clamp(Math.ceilDiv(size + pad - i * stride, otherStride), 0, others);
        }
        return end;
    }

    /** Writes at each place the number of the greatest element in its image; of several, and of several NaN, the first; -1 where a window sees none. */
    public static void winners(
            @real@[] x, @real@[] out,
            int images, int channels, int height, int width, int kernelRows, int kernelColumns,
            int outRows, int outColumns, int strideRows, int strideColumns, int padTop, int padLeft,
            int dilationRows, int dilationColumns) {
        int[] firstRow = first(outRows, strideRows, padTop, dilationRows);
        int[] endRow = end(outRows, strideRows, padTop, dilationRows, height, kernelRows);
        int[] firstColumn = first(outColumns, strideColumns, padLeft, dilationColumns);
        int[] endColumn = end(outColumns, strideColumns, padLeft, dilationColumns, width, kernelColumns);
        int next = 0;
        for (int image = 0; image < images * channels; image++) {
            int start = image * height * width;
            for (int i = 0; i < outRows; i++) {
                Interrupts.check();
                int top = i * strideRows - padTop;
                for (int j = 0; j < outColumns; j++) {
                    int left = j * strideColumns - padLeft;
                    if (firstRow[i] >= endRow[i] || firstColumn[j] >= endColumn[j]) {
                        out[next++] = -1;
                        continue;
                    }
                    int best = (top + firstRow[i] * dilationRows) * width + left + firstColumn[j] * dilationColumns;
                    @real@ greatest = x[start + best];
                    for (int p = firstRow[i]; p < endRow[i]; p++) {
                        int row = (top + p * dilationRows) * width + left;
                        for (int q = firstColumn[j]; q < endColumn[j]; q++) {
                            int at = row + q * dilationColumns;
                            @real@ value = x[start + at];
                            if (value > greatest || value != value && greatest == greatest) {
                                best = at;
                                greatest = value;
                            }
                        }
                    }
                    out[next++] = best;
                }
            }
        }
    }
}
