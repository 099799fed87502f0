package dev.downhill.engine.loss;

import dev.downhill.engine.catalog.Catalogue;

/** The catalogue of losses. To add one, add its record and one line here. */
public final class Losses {
    /** The losses, in the order of the documentation. */
    public static final Catalogue<Loss> CATALOGUE = Catalogue.of(
            "loss",
            MeanSquaredErrorLoss.class,
            MeanAbsoluteErrorLoss.class,
            HuberLoss.class,
            LogCoshLoss.class,
            HingeLoss.class,
            BinaryCrossEntropyLoss.class,
            BinaryCrossEntropyWithLogitsLoss.class,
            CrossEntropyLoss.class);

    private Losses() {}
}
