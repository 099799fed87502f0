package dev.downhill.engine.kernel.@dtype@.vector;

import dev.downhill.engine.kernel.Interrupts;
import jdk.incubator.vector.@Real@Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Windows that move over images, as in {@code scalar.Windows}; several places are looked at together. */
public final class Windows {
    private static final VectorSpecies<@Boxed@> SPECIES = @Real@Vector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private Windows() {}

    /**
     * Writes what each element of the window sees, as {@code scalar.Windows} does. Where there are as many places as pixels, an
     * element sees its channel moved by some rows and columns: whole vectors are copied, without the lanes that left the image.
     */
    public static void unfold(
            @real@[] x, @real@[] out,
            int images, int channels, int height, int width, int kernelRows, int kernelColumns,
            int outRows, int outColumns, int strideRows, int strideColumns, int padTop, int padLeft,
            int dilationRows, int dilationColumns) {
        if (!isMoved(height, width, outRows, outColumns, strideRows, strideColumns)) {
            dev.downhill.engine.kernel.@dtype@.scalar.Windows.unfold(
                    x, out, images, channels, height, width, kernelRows, kernelColumns, outRows, outColumns,
                    strideRows, strideColumns, padTop, padLeft, dilationRows, dilationColumns);
            return;
        }
        int plane = height * width;
        boolean[] inside = new boolean[kernelRows * kernelColumns * filled(plane)];
        for (int seen = 0; seen < kernelRows * kernelColumns; seen++) {
            int down = seen / kernelColumns * dilationRows - padTop;
            int right = seen % kernelColumns * dilationColumns - padLeft;
            markInside(inside, seen * filled(plane), height, width, down, right);
            for (int c = 0; c < channels; c++) {
                int to = (c * kernelRows * kernelColumns + seen) * images * plane;
                for (int at = 0; at < plane; at += LANES) {
                    move(x, c * plane + at + down * width + right, channels * plane, inside, seen * filled(plane) + at,
                            out, to + at, plane, Math.min(LANES, plane - at), images);
                }
            }
        }
    }

    /**
     * Adds up what each element of the window sees, as {@code scalar.Windows} does, where it can with whole vectors: a lane
     * that left the image adds a zero, which changes no sum that began with one.
     */
    public static void fold(
            @real@[] patches, @real@[] out,
            int images, int channels, int height, int width, int kernelRows, int kernelColumns,
            int outRows, int outColumns, int strideRows, int strideColumns, int padTop, int padLeft,
            int dilationRows, int dilationColumns) {
        if (!isMoved(height, width, outRows, outColumns, strideRows, strideColumns)) {
            dev.downhill.engine.kernel.@dtype@.scalar.Windows.fold(
                    patches, out, images, channels, height, width, kernelRows, kernelColumns, outRows, outColumns,
                    strideRows, strideColumns, padTop, padLeft, dilationRows, dilationColumns);
            return;
        }
        int plane = height * width;
        int window = kernelRows * kernelColumns;
        boolean[] inside = new boolean[window * filled(plane)];
        int[] moved = new int[window];
        for (int seen = 0; seen < window; seen++) {
            int down = padTop - seen / kernelColumns * dilationRows;
            int right = padLeft - seen % kernelColumns * dilationColumns;
            markInside(inside, seen * filled(plane), height, width, down, right);
            moved[seen] = seen * images * plane + down * width + right;
        }
        int grain = Interrupts.rows((long) plane * window);
        for (int i = 0; i < images * channels; ) {
            for (int end = Interrupts.until(i, images * channels, grain); i < end; i++) {
                int from = (i % channels * window * images + i / channels) * plane;
                for (int at = 0; at < plane; at += LANES) {
                    add(patches, from + at, moved, inside, at, filled(plane), out, i * plane + at, Math.min(LANES, plane - at));
                }
            }
        }
    }

    /** Returns whether each place stands for the pixel of its number. */
    private static boolean isMoved(int height, int width, int outRows, int outColumns, int strideRows, int strideColumns) {
        return strideRows == 1 && strideColumns == 1 && outRows == height && outColumns == width;
    }

    /** Returns the lanes of the vectors that an image fills. */
    private static int filled(int plane) {
        return Math.ceilDiv(plane, LANES) * LANES;
    }

    /** Notes for each pixel whether the pixel so many rows below and columns to the right of it lies in the image. */
    private static void markInside(boolean[] inside, int at, int height, int width, int down, int right) {
        for (int i = Math.max(0, -down); i < Math.min(height, height - down); i++) {
            for (int j = Math.max(0, -right); j < Math.min(width, width - right); j++) {
                inside[at + i * width + j] = true;
            }
        }
    }

    /** Copies a vector of each image. */
    private static void move(
            @real@[] x, int from, int fromStep, boolean[] inside, int insideAt, @real@[] out, int to, int toStep, int count, int images) {
        VectorMask<@Boxed@> read = VectorMask.fromArray(SPECIES, inside, insideAt);
        VectorMask<@Boxed@> written = SPECIES.indexInRange(0, count);
        int grain = Interrupts.rows(LANES);
        for (int n = 0, at = from, next = to; n < images; ) {
            for (int end = Interrupts.until(n, images, grain); n < end; n++, at += fromStep, next += toStep) {
                @Real@Vector pixels = @Real@Vector.fromArray(SPECIES, x, at, read);
                if (count == LANES) {
                    pixels.intoArray(out, next);
                } else {
                    pixels.intoArray(out, next, written);
                }
            }
        }
    }

    /** Adds up a vector of pixels, the last element of the window first. */
    private static void add(
            @real@[] patches, int from, int[] moved, boolean[] inside, int insideAt, int insideStep, @real@[] out, int to, int count) {
        @Real@Vector sum = @Real@Vector.zero(SPECIES);
        for (int seen = moved.length - 1; seen >= 0; seen--) {
            VectorMask<@Boxed@> read = VectorMask.fromArray(SPECIES, inside, seen * insideStep + insideAt);
            sum = sum.add(@Real@Vector.fromArray(SPECIES, patches, from + moved[seen], read));
        }
        if (count == LANES) {
            sum.intoArray(out, to);
        } else {
            sum.intoArray(out, to, SPECIES.indexInRange(0, count));
        }
    }

    /**
     * Writes at each place the number of the greatest element in its image, as {@code scalar.Windows} does. Comparisons of random
     * numbers are branches that no processor foresees; a vector has none.
     */
    public static void winners(
            @real@[] x, @real@[] out,
            int images, int channels, int height, int width, int kernelRows, int kernelColumns,
            int outRows, int outColumns, int strideRows, int strideColumns, int padTop, int padLeft,
            int dilationRows, int dilationColumns) {
        int places = outRows * outColumns;
        boolean inside = isInside(height, kernelRows, outRows, strideRows, padTop, dilationRows)
                && isInside(width, kernelColumns, outColumns, strideColumns, padLeft, dilationColumns);
        if (!inside || places < LANES) {
            dev.downhill.engine.kernel.@dtype@.scalar.Windows.winners(
                    x, out, images, channels, height, width, kernelRows, kernelColumns, outRows, outColumns,
                    strideRows, strideColumns, padTop, padLeft, dilationRows, dilationColumns);
            return;
        }
        int[] corners = new int[places];
        @real@[] numbers = new @real@[places];
        for (int i = 0; i < places; i++) {
            corners[i] = i / outColumns * strideRows * width + i % outColumns * strideColumns;
            numbers[i] = corners[i];
        }
        int[] seen = new int[kernelRows * kernelColumns];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = i / kernelColumns * dilationRows * width + i % kernelColumns * dilationColumns;
        }
        int planes = images * channels;
        int grain = Interrupts.rows((long) places * seen.length);
        for (int plane = 0; plane < planes; ) {
            for (int end = Interrupts.until(plane, planes, grain); plane < end; plane++) {
                for (int i = 0; i < places; i += LANES) {
                    // The last vector reaches back over places that are done already, so that it is full.
                    int place = Math.min(i, places - LANES);
                    block(x, plane * height * width, corners, numbers, place, seen, out, plane * places + place);
                }
            }
        }
    }

    private static boolean isInside(int length, int kernel, int places, int stride, int pad, int dilation) {
        return pad == 0 && (places - 1) * stride + (kernel - 1) * dilation < length;
    }

    /** As many places as a vector has lanes. All in one method: a vector that is passed on may be boxed. */
    private static void block(
            @real@[] x, int start, int[] corners, @real@[] numbers, int place, int[] seen, @real@[] out, int at) {
        @Real@Vector greatest = @Real@Vector.fromArray(SPECIES, x, start, corners, place);
        @Real@Vector best = @Real@Vector.zero(SPECIES);
        for (int i = 1; i < seen.length; i++) {
            @Real@Vector value = @Real@Vector.fromArray(SPECIES, x, start + seen[i], corners, place);
            VectorMask<@Boxed@> firstNan = value.test(VectorOperators.IS_NAN).andNot(greatest.test(VectorOperators.IS_NAN));
            VectorMask<@Boxed@> wins = value.compare(VectorOperators.GT, greatest).or(firstNan);
            best = best.blend(@Real@Vector.broadcast(SPECIES, (@real@) seen[i]), wins);
            greatest = greatest.blend(value, wins);
        }
        best.add(@Real@Vector.fromArray(SPECIES, numbers, place)).intoArray(out, at);
    }
}
