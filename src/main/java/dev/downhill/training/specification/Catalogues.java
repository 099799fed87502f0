package dev.downhill.training.specification;

import dev.downhill.engine.catalog.Catalogue;
import dev.downhill.engine.loss.Losses;
import dev.downhill.engine.nn.Activations;
import dev.downhill.engine.nn.Initializers;
import dev.downhill.engine.nn.Layers;
import dev.downhill.engine.optimizer.Optimizers;
import dev.downhill.engine.schedule.Schedules;
import java.util.List;

/** Everything that a specification can name with options. */
public final class Catalogues {
    public static final List<Catalogue<?>> ALL = List.of(
            Layers.CATALOGUE,
            Activations.CATALOGUE,
            Initializers.CATALOGUE,
            Losses.CATALOGUE,
            Optimizers.CATALOGUE,
            Schedules.CATALOGUE);

    private Catalogues() {}

    /** Returns the catalogue of what something is, in the singular. */
    public static Catalogue<?> of(String what) {
        return ALL.stream()
                .filter(catalogue -> catalogue.what().equals(what))
                .findFirst()
                .orElseThrow();
    }
}
