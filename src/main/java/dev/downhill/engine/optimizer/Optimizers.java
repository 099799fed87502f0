package dev.downhill.engine.optimizer;

import dev.downhill.engine.catalog.Catalogue;

/** The catalogue of optimizers. To add one, add its record and one line here. */
public final class Optimizers {
    /** The optimizers, in the order of the documentation. */
    public static final Catalogue<Optimizer> CATALOGUE =
            Catalogue.of("optimizer", Sgd.class, Adam.class, AdamW.class, RmsProp.class, Adagrad.class);

    private Optimizers() {}
}
