package dev.downhill.explain.layer;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The layers of a step that a request opens, and the element at which it opens them.
 *
 * @param layer the place of the only one, such as {@code 0}, {@code 0.conv2d} or {@code 1.0}; null for all of them
 * @param element the indices in the layer's output for one row; null for the first element
 */
public record LayerChoice(@Nullable String layer, @Nullable List<Integer> element) {
    /** All layers, each at its first element. */
    public static final LayerChoice ALL = new LayerChoice(null, null);

    private static final Pattern INDICES = Pattern.compile("\\d{1,9}(,\\d{1,9}){0,7}");

    /**
     * Returns the choice of a request.
     *
     * @param element indices separated by commas, such as {@code 3,0,5}
     * @throws LayerFault if the element has another form
     */
    public static LayerChoice of(@Nullable String layer, @Nullable String element) {
        if (element == null) {
            return layer == null ? ALL : new LayerChoice(layer.strip(), null);
        }
        String indices = element.replace(" ", "");
        if (!INDICES.matcher(indices).matches()) {
            throw new LayerFault(
                    "element", "'" + element + "' is not a list of indices from 0, separated by commas, such as 3,0,5");
        }
        return new LayerChoice(
                layer == null ? null : layer.strip(),
                Arrays.stream(indices.split(",")).map(Integer::valueOf).toList());
    }
}
