package dev.downhill.api.picture;

import dev.downhill.export.plot.Figure;
import dev.downhill.export.plot.Picture;
import dev.downhill.export.plot.Theme;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

/**
 * The parameters of every plot.
 *
 * @param width in pixels
 * @param height in pixels; null for one that suits the width
 */
@ParameterObject
public record PlotRequest(
        @Parameter(schema = @Schema(defaultValue = "light")) @Nullable
        Theme theme,

        @Parameter(description = "in pixels, 200 to 2000", schema = @Schema(type = "integer", defaultValue = "800"))
        @Range(min = LEAST, max = MOST, message = BOUNDS)
        @Nullable
        Integer width,

        @Parameter(description = "in pixels, 200 to 2000; by default a height that suits the width")
        @Range(min = LEAST, max = MOST, message = BOUNDS)
        @Nullable
        Integer height) {
    private static final int LEAST = 200;
    private static final int MOST = 2000;
    private static final int USUAL_WIDTH = 800;
    private static final String BOUNDS = "does not lie between {min} and {max}";

    /** Returns the width in pixels. */
    public int pixels() {
        return width == null ? USUAL_WIDTH : width;
    }

    /** Returns a figure in the requested size and colours. */
    public Picture picture(Figure figure) {
        return new Picture(
                figure,
                theme == null ? Theme.LIGHT : theme,
                pixels(),
                height == null ? Picture.heightOf(figure, pixels()) : height);
    }
}
