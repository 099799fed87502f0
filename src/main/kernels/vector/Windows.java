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
