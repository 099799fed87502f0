package dev.downhill.api.catalog;

import dev.downhill.data.Dataset;
import dev.downhill.data.csv.BundledDatasets;
import dev.downhill.data.generator.Generator;
import dev.downhill.data.generator.Generators;
import dev.downhill.specification.FeatureFormulas;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.Catalogues;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves {@code /catalog}, from the same catalogues that the reader of specifications uses. */
@RestController
@Tag(name = "Catalog", description = "Everything that a specification can name.")
class CatalogController {
    private final Limits limits;

    CatalogController(Limits limits) {
        this.limits = limits;
    }

    /**
     * The catalogues by the singular name of their entries, and the entries without options.
     *
     * @param kinds layers, activations, initial values, losses, optimizers and schedules, each with its options
     * @param functions the functions that an expression may call, with the number of their arguments
     */
    record Catalog(
            Map<String, List<KindView>> kinds,
            Map<String, String> functions,
            List<GeneratorView> generators,
            List<DatasetView> datasets,
            Limits limits) {}

    /**
     * A generator of data.
     *
     * @param inputs the names of its inputs, as formulas of features have them
     */
    record GeneratorView(String name, String text, List<String> inputs) {
        static GeneratorView of(Generator generator) {
            Dataset one = generator.generate(1, 0, new SplittableRandom(0));
            return new GeneratorView(
                    generator.name(),
                    generator.text(),
                    List.copyOf(FeatureFormulas.sources(one.inputs()).keySet()));
        }
    }

    /** A bundled data set. */
    record DatasetView(String name, String text, String target, String source, String licence) {}

    @Operation(
            operationId = "getCatalog",
            summary = "Everything that a specification can name, with options and limits")
    @GetMapping(path = "/catalog", produces = MediaType.APPLICATION_JSON_VALUE)
    Catalog catalog() {
        Map<String, List<KindView>> kinds = new LinkedHashMap<>();
        Catalogues.ALL.forEach(catalogue -> kinds.put(
                catalogue.what(), catalogue.kinds().stream().map(KindView::of).toList()));
        return new Catalog(
                kinds,
                Catalogues.functions(),
                Generators.ALL.stream().map(GeneratorView::of).toList(),
                BundledDatasets.ALL.stream()
                        .map(set -> new DatasetView(set.name(), set.text(), set.target(), set.source(), set.licence()))
                        .toList(),
                limits);
    }
}
