package dev.downhill.engine.kernel.@dtype@.scalar;

import dev.downhill.engine.kernel.Interrupts;
import java.util.Arrays;

/** Windows that move over images: patches that are taken from them and added to them, and the greatest elements. */
public final class Windows {
    private Windows() {}

    /** Writes the patch at each place, (images, outRows, outColumns, channels, kernelRows, kernelColumns); zeros outside. */
    public static void unfold(
            @real@[] x, @real@[] out,
            int images, int channels, int height, int width, int kernelRows, int kernelColumns,
            int outRows, int outColumns, int strideRows, int strideColumns, int padTop, int padLeft,
            int dilationRows, int dilationColumns) {
        Arrays.fill(out, 0);
        int[] first = first(kernelColumns, dilationColumns, padLeft, strideColumns);
        int[] end = end(kernelColumns, dilationColumns, padLeft, strideColumns, width, outColumns);
        int patch = channels * kernelRows * kernelColumns;
        for (int n = 0; n < images; n++) {
            for (int i = 0; i < outRows; i++) {
                Interrupts.check();
                int places = (n * outRows + i) * outColumns * patch;
                for (int c = 0; c < channels; c++) {
                    for (int p = 0; p < kernelRows; p++) {
                        int row = i * strideRows - padTop + p * dilationRows;
                        if (row < 0 || row >= height) {
                            continue;
                        }
                        int at = ((n * channels + c) * height + row) * width;
                        if (dilationColumns == 1) {
                            copyRow(x, at, out, places + (c * kernelRows + p) * kernelColumns, patch, kernelColumns,
                                    width, outColumns, strideColumns, padLeft);
                            continue;
                        }
                        for (int q = 0; q < kernelColumns; q++) {
                            int left = q * dilationColumns - padLeft;
                            int to = places + (c * kernelRows + p) * kernelColumns + q;
                            for (int j = first[q]; j < end[q]; j++) {
                                out[to + j * patch] = x[at + left + j * strideColumns];
                            }
                        }
                    }
                }
            }
        }
    }

    /**
     * Adds patches up where they lie in the images, in the order of their places; the reverse of {@link #unfold}. What lies to
     * the right in a kernel comes first, because it belongs to a place further left.
     */
    public static void fold(
            @real@[] patches, @real@[] out,
            int images, int channels, int height, int width, int kernelRows, int kernelColumns,
            int outRows, int outColumns, int strideRows, int strideColumns, int padTop, int padLeft,
            int dilationRows, int dilationColumns) {
        Arrays.fill(out, 0);
        int[] first = first(kernelColumns, dilationColumns, padLeft, strideColumns);
        int[] end = end(kernelColumns, dilationColumns, padLeft, strideColumns, width, outColumns);
        int patch = channels * kernelRows * kernelColumns;
        for (int n = 0; n < images; n++) {
            for (int i = 0; i < outRows; i++) {
                Interrupts.check();
                int places = (n * outRows + i) * outColumns * patch;
                for (int c = 0; c < channels; c++) {
                    for (int p = 0; p < kernelRows; p++) {
                        int row = i * strideRows - padTop + p * dilationRows;
                        if (row < 0 || row >= height) {
                            continue;
                        }
                        int at = ((n * channels + c) * height + row) * width;
                        if (dilationColumns == 1) {
                            addRow(patches, places + (c * kernelRows + p) * kernelColumns, patch, out, at, kernelColumns,
                                    width, outColumns, strideColumns, padLeft);
                            continue;
                        }
                        for (int q = kernelColumns - 1; q >= 0; q--) {
                            int left = q * dilationColumns - padLeft;
                            int from = places + (c * kernelRows + p) * kernelColumns + q;
                            for (int j = first[q]; j < end[q]; j++) {
                                out[at + left + j * strideColumns] += patches[from + j * patch];
                            }
                        }
                    }
                }
            }
        }
    }

    /** Copies a row of the kernel at each place: without gaps it is one piece of the image. */
    private static void copyRow(
            @real@[] x, int at, @real@[] out, int to, int patch, int kernel, int width, int outColumns, int stride, int pad) {
        for (int j = 0, left = -pad; j < outColumns; j++, left += stride, to += patch) {
            if (kernel == 3 && left >= 0 && left + 3 <= width) {
                // The kernel that nearly all convolutions have; a loop around three numbers takes longer than they do.
                out[to] = x[at + left];
                out[to + 1] = x[at + left + 1];
                out[to + 2] = x[at + left + 2];
            } else {
                int end = Math.min(kernel, width - left);
                for (int q = Math.max(0, -left); q < end; q++) {
                    out[to + q] = x[at + left + q];
                }
            }
        }
    }

    /** Adds a row of the kernel at each place, the reverse of {@link #copyRow}. */
    private static void addRow(
            @real@[] patches, int from, int patch, @real@[] out, int at, int kernel, int width, int outColumns, int stride, int pad) {
        for (int j = 0, left = -pad; j < outColumns; j++, left += stride, from += patch) {
            if (kernel == 3 && left >= 0 && left + 3 <= width) {
                out[at + left] += patches[from];
                out[at + left + 1] += patches[from + 1];
                out[at + left + 2] += patches[from + 2];
            } else {
                int end = Math.min(kernel, width - left);
                for (int q = Math.max(0, -left); q < end; q++) {
                    out[at + left + q] += patches[from + q];
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
