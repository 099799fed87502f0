package dev.downhill.training.specification;

import dev.downhill.engine.catalog.Catalogue;
import dev.downhill.engine.loss.Loss;
import dev.downhill.engine.loss.Losses;
import dev.downhill.engine.optimizer.Optimizer;
import dev.downhill.engine.optimizer.Optimizers;

/** Everything that a specification can name. */
public final class Catalogues {
    public static final Catalogue<Loss> LOSSES = Losses.CATALOGUE;
    public static final Catalogue<Optimizer> OPTIMIZERS = Optimizers.CATALOGUE;

    private Catalogues() {}
}
