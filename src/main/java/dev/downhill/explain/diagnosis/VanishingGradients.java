package dev.downhill.explain.diagnosis;

import org.jspecify.annotations.Nullable;

/** Hardly any gradient comes through to the first layer. */
final class VanishingGradients implements Symptom {
    private static final double VANISHED = 1e-3;

    @Override
    public @Nullable Diagnosis look(Run run) {
        LayerGradients layers = LayerGradients.of(run);
        if (!layers.areKnown() || layers.first() >= VANISHED * layers.last()) {
            return null;
        }
        return new Diagnosis(
                "vanishingGradients",
                "At the first step the gradient of " + layers.names().getFirst() + " was "
                        + Figure.of(layers.first()) + ", that of "
                        + layers.names().getLast() + " " + Figure.of(layers.last())
                        + " (root mean squares): on its way back through the layers it vanishes, and the first ones"
                        + " hardly learn. Another activation, initial values of another scale, or layerNorm help.",
                layers.numbers());
    }
}
