package dev.downhill.lessons;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A view of the page, with the settings that a lesson can open it with and the values of each. */
enum PageView {
    /** The loss over one weight or two directions. */
    @JsonProperty("surface")
    SURFACE(Map.of()),
    /** The predictions beside the data. */
    @JsonProperty("fit")
    FIT(Map.of()),
    /** The loss over the steps. */
    @JsonProperty("loss")
    LOSS(Map.of("scale", List.of("linear", "log"))),
    /** The accuracy or R² over the steps. */
    @JsonProperty("metrics")
    METRICS(Map.of()),
    /** The weights over the steps, or their gradients. */
    @JsonProperty("weights")
    WEIGHTS(Map.of("show", List.of("weights", "gradients"), "scale", List.of("linear", "log"))),
    /** The network, drawn as nodes and edges. */
    @JsonProperty("network")
    NETWORK(Map.of("show", List.of("weights", "gradients"))),
    /** A layer of images, sequences or texts, opened. */
    @JsonProperty("layers")
    LAYERS(Map.of()),
    /** One training step as a graph. */
    @JsonProperty("step")
    STEP(Map.of());

    private final Map<String, List<String>> settings;

    PageView(Map<String, List<String>> settings) {
        this.settings = settings;
    }

    /** Returns the values of each setting. */
    Map<String, List<String>> settings() {
        return settings;
    }

    /** Returns the name in a lesson's file. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
