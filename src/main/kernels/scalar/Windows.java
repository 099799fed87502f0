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
        int next = 0;
        for (int n = 0; n < images; n++) {
            for (int i = 0; i < outRows; i++) {
                Interrupts.check();
                for (int j = 0; j < outColumns; j++) {
                    int top = i * strideRows - padTop;
                    int left = j * strideColumns - padLeft;
                    for (int c = 0; c < channels; c++) {
                        int image = (n * channels + c) * height * width;
                        for (int p = 0; p < kernelRows; p++) {
                            int row = top + p * dilationRows;
                            boolean inside = row >= 0 && row < height;
                            int at = image + row * width;
                            for (int q = 0; q < kernelColumns; q++) {
                                int column = left + q * dilationColumns;
                                out[next++] = inside && column >= 0 && column < width ? x[at + column] : 0;
                            }
                        }
                    }
                }
            }
        }
    }

    /** Adds patches up where they lie in the images; the reverse of {@link #unfold}. */
    public static void fold(
            @real@[] patches, @real@[] out,
            int images, int channels, int height, int width, int kernelRows, int kernelColumns,
            int outRows, int outColumns, int strideRows, int strideColumns, int padTop, int padLeft,
            int dilationRows, int dilationColumns) {
        Arrays.fill(out, 0);
        int next = 0;
        for (int n = 0; n < images; n++) {
            for (int i = 0; i < outRows; i++) {
                Interrupts.check();
                for (int j = 0; j < outColumns; j++) {
                    int top = i * strideRows - padTop;
                    int left = j * strideColumns - padLeft;
                    for (int c = 0; c < channels; c++) {
                        int image = (n * channels + c) * height * width;
                        for (int p = 0; p < kernelRows; p++, next += kernelColumns) {
                            int row = top + p * dilationRows;
                            if (row >= 0 && row < height) {
                                int at = image + row * width;
                                for (int q = 0; q < kernelColumns; q++) {
                                    int column = left + q * dilationColumns;
                                    if (column >= 0 && column < width) {
                                        out[at + column] += patches[next + q];
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /** Writes at each place the number of the greatest element in its image; of several, and of several NaN, the first. */
    public static void winners(
            @real@[] x, @real@[] out,
            int images, int channels, int height, int width, int kernelRows, int kernelColumns,
            int outRows, int outColumns, int strideRows, int strideColumns, int padTop, int padLeft,
            int dilationRows, int dilationColumns) {
        int next = 0;
        for (int image = 0; image < images * channels; image++) {
            int start = image * height * width;
            for (int i = 0; i < outRows; i++) {
                Interrupts.check();
                for (int j = 0; j < outColumns; j++) {
                    int top = i * strideRows - padTop;
                    int left = j * strideColumns - padLeft;
                    int best = -1;
                    for (int p = 0; p < kernelRows; p++) {
                        int row = top + p * dilationRows;
                        if (row < 0 || row >= height) {
                            continue;
                        }
                        for (int q = 0; q < kernelColumns; q++) {
                            int column = left + q * dilationColumns;
                            if (column < 0 || column >= width) {
                                continue;
                            }
                            int at = row * width + column;
                            @real@ value = x[start + at];
                            if (best < 0
                                    || value > x[start + best]
                                    || value != value && x[start + best] == x[start + best]) {
                                best = at;
                            }
                        }
                    }
                    out[next++] = best;
                }
            }
        }
    }
}
