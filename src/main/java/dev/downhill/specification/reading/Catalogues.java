package dev.downhill.specification.reading;

import dev.downhill.engine.autograd.Functions;
import dev.downhill.engine.catalog.Catalogue;
import dev.downhill.engine.loss.Losses;
import dev.downhill.engine.nn.Layers;
import dev.downhill.engine.nn.activation.Activations;
import dev.downhill.engine.nn.init.Initializers;
import dev.downhill.engine.optimizer.Optimizers;
import dev.downhill.engine.schedule.Schedules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The catalogues of everything that a specification can name with options. */
public final class Catalogues {
    /** The catalogues, in the order of the documentation. */
    public static final List<Catalogue<?>> ALL = List.of(
            Layers.CATALOGUE,
            Activations.CATALOGUE,
            Initializers.CATALOGUE,
            Losses.CATALOGUE,
            Optimizers.CATALOGUE,
            Schedules.CATALOGUE);

    private Catalogues() {}

    /**
     * Returns the catalogue of a kind, named in the singular, such as {@code optimizer}.
     *
     * @throws java.util.NoSuchElementException if there is no such catalogue
     */
    public static Catalogue<?> of(String what) {
        return ALL.stream()
                .filter(catalogue -> catalogue.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the functions that an expression may call, each with the number of its arguments in words. */
    public static Map<String, String> functions() {
        Map<String, String> functions = new LinkedHashMap<>();
        Functions.all().forEach(function -> functions.put(function.name(), function.arity()));
        return functions;
    }
}
