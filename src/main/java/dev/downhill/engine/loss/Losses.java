package dev.downhill.engine.loss;

import dev.downhill.engine.catalog.Catalogue;

/** The catalogue of losses. To add one, add its record and one line here. */
public final class Losses {
    public static final Catalogue<Loss> CATALOGUE = Catalogue.of(
            "loss",
            MeanSquaredError.class,
            MeanAbsoluteError.class,
            Huber.class,
            LogCosh.class,
            Hinge.class,
            BinaryCrossEntropy.class,
            BinaryCrossEntropyWithLogits.class,
            CrossEntropy.class);

    private Losses() {}
}
