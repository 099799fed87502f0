package dev.downhill.engine.autograd.op;

import dev.downhill.engine.autograd.Shape;
import dev.downhill.engine.autograd.ShapeException;
import dev.downhill.engine.kernel.WindowGrid;

/** The places of a window over the rows and the columns of an image. */
public record Window(WindowAxis rows, WindowAxis columns) {
    /** Returns how many elements the window sees. */
    public int size() {
        return rows.kernel() * columns.kernel();
    }

    /**
     * Returns where the window stands over images.
     *
     * @param images of shape (n, channels, height, width)
     * @throws ShapeException if it has no four dimensions, or the window does not fit into the padded images
     */
    public WindowGrid over(Shape images) {
        if (images.rank() != 4) {
            throw new ShapeException("shape " + images + " is not that of images, (n, channels, height, width)");
        }
        return new WindowGrid(
                images.dim(0),
                images.dim(1),
                images.dim(2),
                images.dim(3),
                rows.kernel(),
                columns.kernel(),
                rows.places(images.dim(2)),
                columns.places(images.dim(3)),
                rows.stride(),
                columns.stride(),
                rows.before(),
                columns.before(),
                rows.dilation(),
                columns.dilation());
    }
}
