package dev.downhill.explain.diagnosis;

import org.jspecify.annotations.Nullable;

/** On its way back from the last layer to the first the gradient vanishes, or it explodes. */
final class GradientFlow implements Symptom {
    private static final double VANISHED = 1e-3;
    private static final double EXPLODED = 100;

    @Override
    public @Nullable Diagnosis look(Run run) {
        LayerGradients layers = LayerGradients.of(run);
        boolean comparable = layers.areKnown()
                && Double.isFinite(layers.first())
                && Double.isFinite(layers.last())
                && layers.last() > 0;
        if (comparable && layers.first() < VANISHED * layers.last()) {
            return new Diagnosis(
                    "vanishingGradients",
                    layers.text()
                            + ": on its way back through the layers it vanishes, and the first layers hardly learn."
                            + " Another activation, initial values of another scale, or layerNorm help.",
                    layers.numbers());
        }
        if (comparable && layers.first() > EXPLODED * layers.last()) {
            return new Diagnosis(
                    "explodingGradients",
                    layers.text() + ": on its way back through the layers it explodes."
                            + " Smaller initial values, 'gradientClipping' or layerNorm help.",
                    layers.numbers());
        }
        return null;
    }
}
