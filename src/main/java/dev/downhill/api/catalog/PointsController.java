package dev.downhill.api.catalog;

import dev.downhill.api.BadParameter;
import dev.downhill.data.Dataset;
import dev.downhill.data.Partition;
import dev.downhill.data.ReadingAllowance;
import dev.downhill.data.csv.BundledDatasets;
import dev.downhill.data.generator.Generator;
import dev.downhill.data.generator.Generators;
import dev.downhill.specification.FeatureFormulas;
import dev.downhill.specification.RandomStreams;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The rows of a generator, and of a bundled data set, before a job has them. */
@RestController
@Tag(name = "Catalog")
class PointsController {
    private static final int MOST_ROWS = 1_000;

    /**
     * Rows of data.
     *
     * @param inputs the names of the inputs, as formulas of features have them
     * @param target the name of the target
     * @param classes the names of the classes that the target numbers from 0; empty for a quantity
     * @param columns the numbers of the inputs, one list for each, then those of the target
     * @param test whether a row is a test row, for each row
     */
    record Points(
            List<String> inputs, String target, List<String> classes, List<double[]> columns, List<Boolean> test) {}

    @Operation(
            operationId = "getGeneratorPoints",
            summary = "The rows that a generator gives",
            description =
                    "The same rows as in a job with the same settings; in `columns` those of the inputs, then the "
                            + "target.")
    @GetMapping(path = "/catalog/generators/{name}/points", produces = MediaType.APPLICATION_JSON_VALUE)
    Points points(
            @PathVariable String name,
            @Parameter(description = "the number of rows, 1 to 1000") @RequestParam(defaultValue = "200") int n,
            @Parameter(description = "the noise, from 0") @RequestParam(defaultValue = "0") double noise,
            @Parameter(description = "the seed of the job") @RequestParam(defaultValue = "0") long seed,
            @Parameter(description = "the seed of the data, if it has its own")
                    @RequestParam(required = false)
                    @Nullable
                    Long dataSeed,
            @Parameter(description = "the share of test rows, from 0 to below 1") @RequestParam(defaultValue = "0")
                    double testFraction) {
        Generator generator = Generators.named(name);
        if (generator == null) {
            String known = Generators.ALL.stream().map(Generator::name).collect(Collectors.joining(", "));
            throw new NotInCatalogue("there is no generator '" + name + "'; there are " + known);
        }
        if (n < 1 || n > MOST_ROWS) {
            throw new BadParameter("n", n + " does not lie between 1 and " + MOST_ROWS);
        }
        if (!(noise >= 0 && Double.isFinite(noise))) {
            throw new BadParameter("noise", noise + " is not a finite number from 0");
        }
        if (!(testFraction >= 0 && testFraction < 1)) {
            throw new BadParameter("testFraction", testFraction + " is not at least 0 and less than 1");
        }
        long own = dataSeed == null ? seed : dataSeed;
        Dataset rows = generator.generate(n, noise, new SplittableRandom(own ^ RandomStreams.GENERATOR));
        Partition parts = Partition.of(rows, testFraction, new SplittableRandom(seed ^ RandomStreams.PARTITION));
        return points(rows, n, parts.test());
    }

    @Operation(
            operationId = "getDatasetRows",
            summary = "The first rows of a bundled data set",
            description = "In `columns` those of the inputs, then the target.")
    @GetMapping(path = "/catalog/datasets/{name}/rows", produces = MediaType.APPLICATION_JSON_VALUE)
    Points rows(
            @PathVariable String name,
            @Parameter(description = "the greatest number of rows, 1 to 1000") @RequestParam(defaultValue = "200")
                    int limit) {
        BundledDatasets.Bundled set = BundledDatasets.named(name);
        if (set == null) {
            throw new NotInCatalogue("there is no data set '" + name + "'");
        }
        if (limit < 1 || limit > MOST_ROWS) {
            throw new BadParameter("limit", limit + " does not lie between 1 and " + MOST_ROWS);
        }
        Dataset rows = set.load(ReadingAllowance.UNLIMITED);
        return points(rows, Math.min(limit, rows.rows()), null);
    }

    private static Points points(Dataset rows, int count, @Nullable Dataset held) {
        Map<String, FeatureFormulas.Source> sources = FeatureFormulas.sources(rows.inputs());
        return new Points(
                List.copyOf(sources.keySet()),
                rows.target().name(),
                rows.classes(),
                Stream.concat(
                                sources.values().stream().map(source -> source.values(0, count)),
                                Stream.of(Arrays.copyOf(rows.target().values(), count)))
                        .toList(),
                test(count, held));
    }

    private static List<Boolean> test(int rows, @Nullable Dataset held) {
        Boolean[] test = new Boolean[rows];
        Arrays.fill(test, false);
        for (int i = 0; held != null && i < held.rows(); i++) {
            Integer row = held.origin() == null ? null : held.origin().row(i);
            if (row != null) {
                test[row] = true;
            }
        }
        return List.of(test);
    }
}
