package dev.downhill.export.onnx;

import static dev.downhill.export.onnx.GraphBuilder.attribute;

import dev.downhill.engine.kernel.WindowGrid;
import java.util.List;

/**
 * The patches of a convolution, gathered from the pixels by number. A product with the kernels follows; ONNX's own
 * convolution would do both at once, but ONNX Runtime has it in single precision only.
 */
final class Patches {
    private final GraphBuilder to;

    Patches(GraphBuilder to) {
        this.to = to;
    }

    /** Returns the patches of images, (channels, kernel rows, kernel columns, images, rows, columns). */
    String of(String images, WindowGrid grid) {
        int height = extent(
                grid.height(),
                grid.padTop(),
                grid.outRows(),
                grid.strideRows(),
                grid.kernelRows(),
                grid.dilationRows());
        int width = extent(
                grid.width(),
                grid.padLeft(),
                grid.outColumns(),
                grid.strideColumns(),
                grid.kernelColumns(),
                grid.dilationColumns());
        String pads = to.wholes(
                0,
                0,
                grid.padTop(),
                grid.padLeft(),
                0,
                0,
                height - grid.padTop() - grid.height(),
                width - grid.padLeft() - grid.width());
        String padded = to.node("Pad", images, pads, to.number(0));
        String pixels = to.node("Reshape", padded, to.wholes(-1, grid.channels(), (long) height * width));
        String taken = to.node("Gather", List.of(pixels, to.wholes(numbers(grid, width))), attribute("axis", 2));
        String patches = to.node(
                "Reshape",
                taken,
                to.wholes(
                        -1,
                        grid.channels(),
                        grid.kernelRows(),
                        grid.kernelColumns(),
                        grid.outRows(),
                        grid.outColumns()));
        return to.node("Transpose", List.of(patches), attribute("perm", List.of(1L, 2L, 3L, 0L, 4L, 5L)));
    }

    /** Returns how long the padded image is: as far as the last window reaches, and at least the image. */
    private static int extent(int length, int before, int places, int stride, int kernel, int dilation) {
        return Math.max(before + length, (places - 1) * stride + (kernel - 1) * dilation + 1);
    }

    private static long[] numbers(WindowGrid grid, int width) {
        long[] numbers = new long[grid.outRows() * grid.outColumns() * grid.kernelRows() * grid.kernelColumns()];
        int next = 0;
        for (int p = 0; p < grid.kernelRows(); p++) {
            for (int q = 0; q < grid.kernelColumns(); q++) {
                for (int i = 0; i < grid.outRows(); i++) {
                    for (int j = 0; j < grid.outColumns(); j++) {
                        int row = i * grid.strideRows() + p * grid.dilationRows();
                        int column = j * grid.strideColumns() + q * grid.dilationColumns();
                        numbers[next++] = (long) row * width + column;
                    }
                }
            }
        }
        return numbers;
    }
}
