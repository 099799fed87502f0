package dev.downhill.explain.diagnosis;

import org.jspecify.annotations.Nullable;

/** The gradient grows from layer to layer on its way back. */
final class ExplodingGradients implements Symptom {
    private static final double EXPLODED = 100;

    @Override
    public @Nullable Diagnosis look(Run run) {
        LayerGradients layers = LayerGradients.of(run);
        if (!layers.areKnown() || layers.first() <= EXPLODED * layers.last()) {
            return null;
        }
        return new Diagnosis(
                "explodingGradients",
                "At the first step the gradient of " + layers.names().getFirst() + " was "
                        + Figure.of(layers.first()) + ", that of "
                        + layers.names().getLast() + " " + Figure.of(layers.last())
                        + " (root mean squares): on its way back through the layers it explodes."
                        + " Smaller initial values, 'gradientClipping' or layerNorm help.",
                layers.numbers());
    }
}
