package dev.downhill.engine.kernel;

/**
 * The places of a window over images of one size.
 *
 * @param images how many there are
 * @param channels of each image
 * @param height of each image, in elements
 * @param width of each image, in elements
 * @param outRows at how many places the window stands from top to bottom
 * @param outColumns at how many places it stands from left to right
 * @param padTop the zeros above an image
 * @param padLeft the zeros left of it
 */
public record WindowGrid(
        int images,
        int channels,
        int height,
        int width,
        int kernelRows,
        int kernelColumns,
        int outRows,
        int outColumns,
        int strideRows,
        int strideColumns,
        int padTop,
        int padLeft,
        int dilationRows,
        int dilationColumns) {
    /**
     * A kernel that reads one array along the windows and writes another.
     *
     * @param <A> {@code float[]} or {@code double[]}
     */
    @FunctionalInterface
    public interface Loop<A> {
        /** Runs the kernel over the places that the numbers say, in the order of {@link WindowGrid}'s components. */
        void run(
                A x,
                A out,
                int images,
                int channels,
                int height,
                int width,
                int kernelRows,
                int kernelColumns,
                int outRows,
                int outColumns,
                int strideRows,
                int strideColumns,
                int padTop,
                int padLeft,
                int dilationRows,
                int dilationColumns);
    }

    /** Runs a kernel over these places. */
    public <A> void run(Loop<A> kernel, A x, A out) {
        kernel.run(
                x,
                out,
                images,
                channels,
                height,
                width,
                kernelRows,
                kernelColumns,
                outRows,
                outColumns,
                strideRows,
                strideColumns,
                padTop,
                padLeft,
                dilationRows,
                dilationColumns);
    }

    /** Returns the components in the order in which kernels take them. */
    public int[] numbers() {
        return new int[] {
            images,
            channels,
            height,
            width,
            kernelRows,
            kernelColumns,
            outRows,
            outColumns,
            strideRows,
            strideColumns,
            padTop,
            padLeft,
            dilationRows,
            dilationColumns
        };
    }
}
