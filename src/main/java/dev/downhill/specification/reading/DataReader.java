package dev.downhill.specification.reading;

import dev.downhill.data.DataException;
import dev.downhill.data.Dataset;
import dev.downhill.data.NextCharacter;
import dev.downhill.data.Partition;
import dev.downhill.data.ReadingAllowance;
import dev.downhill.data.csv.BundledDatasets;
import dev.downhill.data.csv.Datasets;
import dev.downhill.data.generator.Generator;
import dev.downhill.data.generator.Generators;
import dev.downhill.specification.FeatureFormulas;
import dev.downhill.specification.Limits;
import dev.downhill.specification.RandomStreams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The data of a specification: from one of several sources, then parted and scaled. */
final class DataReader {
    private static final String DEFAULT_TARGET = "y";
    private static final int DEFAULT_ROWS = 200;
    private static final int MAX_CONTEXT = 1000;

    /** Its place in the order, and in the sorted part. */
    private static final int BYTES_OF_A_SHUFFLED_ROW = 4 * Integer.BYTES;

    private final Limits limits;
    private final ReadingAllowance allowance;
    private final CsvDataReader texts;

    /** The sources of data, by the field that selects them; without such a field the columns are inline. */
    private final Map<String, Source> sources = new LinkedHashMap<>();

    @FunctionalInterface
    private interface Source {
        @Nullable
        Dataset read(Fields fields, JsonNode value, long seed);
    }

    /**
     * @param uploads where {@code datasetId} is looked up
     * @param allowance the bytes that the data may take
     */
    DataReader(Limits limits, Datasets uploads, ReadingAllowance allowance) {
        this.limits = limits;
        this.allowance = allowance;
        this.texts = new CsvDataReader(limits, uploads, allowance);
        sources.put("generator", this::generated);
        sources.put("dataset", this::bundled);
        sources.put("csv", this::csv);
        sources.put("datasetId", this::uploaded);
        sources.put("text", this::text);
    }

    /**
     * Returns the data, or null after saying what is wrong.
     *
     * @param names the names of all fields
     * @param seed what the random choices follow from where the data has no seed of its own
     */
    @Nullable
    Partition read(Fields fields, Iterable<String> names, long seed) {
        double testFraction = fraction(fields);
        boolean standardize = fields.flag("standardize", false);
        FeatureFormulas features = FeaturesReader.read(fields);
        Dataset all = source(fields, names, seed);
        fields.filled().put("testFraction", testFraction);
        sources.keySet().forEach(fields::askNull);
        fields.refuseOthers();
        if (all == null) {
            return null;
        }
        if (all.rows() > limits.rows()) {
            String found = "the data has " + all.rows() + " rows; at most " + limits.rows() + " are accepted";
            fields.faults().add(fields.pointer(), "tooLarge", found);
            return null;
        }
        if (testFraction > 0) {
            allowance.take(all.bytes() + (long) BYTES_OF_A_SHUFFLED_ROW * all.rows());
        }
        Partition parts = Partition.of(all, testFraction, new SplittableRandom(seed ^ RandomStreams.PARTITION));
        if (parts.training().rows() == 0) {
            fields.refuse("testFraction", "range", "no training row is left");
            return null;
        }
        boolean incomplete = all.isIncomplete();
        allowance.take((incomplete ? all.bytes() : 0) + (standardize ? all.bytes() : 0));
        try {
            Partition complete = parts.filled();
            if (features != null) {
                complete = new FeaturesReader(limits, allowance).with(complete, features, fields);
            }
            return complete == null || !standardize ? complete : complete.standardized();
        } catch (DataException e) {
            fields.refuse("missing", "csv", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static double fraction(Fields fields) {
        Double number = fields.number("testFraction");
        if (number == null) {
            return 0;
        }
        if (number < 0 || number >= 1) {
            fields.refuse(
                    "testFraction", "range", "'testFraction' is " + number + "; it must be at least 0 and less than 1");
            return 0;
        }
        return number;
    }

    private @Nullable Dataset source(Fields fields, Iterable<String> names, long seed) {
        for (Map.Entry<String, Source> source : sources.entrySet()) {
            JsonNode value = fields.peek(source.getKey());
            if (value != null && !value.isArray()) {
                fields.ask(source.getKey());
                if (!value.isString()) {
                    fields.refuse(source.getKey(), "type", "a text is expected here, not " + Fields.kindOf(value));
                    fields.acceptOthers();
                    return null;
                }
                fields.fill(source.getKey(), value);
                return source.getValue().read(fields, value, seed);
            }
        }
        return new InlineData(limits, allowance).read(fields, columns(fields, names), target(fields));
    }

    /** Returns the names without those of sources that are null. */
    private List<String> columns(Fields fields, Iterable<String> names) {
        List<String> columns = new ArrayList<>();
        for (String name : names) {
            if (!sources.containsKey(name) || fields.peek(name) != null) {
                columns.add(name);
            }
        }
        return columns;
    }

    private static String target(Fields fields) {
        JsonNode target = fields.optional("target");
        if (target != null && !target.isString()) {
            fields.refuse("target", "type", "'target' must be the name of a column, not " + Fields.kindOf(target));
            return DEFAULT_TARGET;
        }
        return target == null ? DEFAULT_TARGET : target.stringValue();
    }

    private @Nullable Dataset generated(Fields fields, JsonNode name, long seed) {
        Generator generator = Generators.named(name.stringValue());
        int rows = (int) fields.whole("n", DEFAULT_ROWS, 1, limits.rows());
        Double given = fields.number("noise");
        double noise = given == null ? 0 : given;
        long own = fields.whole("seed", seed, Long.MIN_VALUE, Long.MAX_VALUE);
        fields.filled().put("noise", noise);
        if (noise < 0) {
            fields.refuse("noise", "range", "'noise' is " + noise + "; it must be at least 0");
            return null;
        }
        if (generator == null) {
            String known = Generators.ALL.stream().map(Generator::name).collect(Collectors.joining(", "));
            fields.refuse(
                    "generator", "unknownType", "there is no generator " + Fields.shown(name) + "; there are " + known);
            return null;
        }
        allowance.take((long) rows * generator.numbersInRow() * Double.BYTES);
        return generator.generate(rows, noise, new SplittableRandom(own ^ RandomStreams.GENERATOR));
    }

    private @Nullable Dataset bundled(Fields fields, JsonNode name, long seed) {
        BundledDatasets.Bundled set = BundledDatasets.named(name.stringValue());
        if (set == null) {
            String known = BundledDatasets.ALL.stream()
                    .map(BundledDatasets.Bundled::name)
                    .collect(Collectors.joining(", "));
            fields.refuse(
                    "dataset", "unknownType", "there is no data set " + Fields.shown(name) + "; there are " + known);
            return null;
        }
        return set.load(allowance);
    }

    private @Nullable Dataset csv(Fields fields, JsonNode csv, long seed) {
        return texts.inSpecification(fields, csv, filledTarget(fields));
    }

    private @Nullable Dataset uploaded(Fields fields, JsonNode id, long seed) {
        return texts.uploaded(fields, id, filledTarget(fields));
    }

    private static String filledTarget(Fields fields) {
        String target = target(fields);
        fields.filled().put("target", target);
        return target;
    }

    private @Nullable Dataset text(Fields fields, JsonNode text, long seed) {
        int context = (int) fields.whole("context", 3, 1, MAX_CONTEXT);
        NextCharacter.Predict predict =
                fields.choice("predict", NextCharacter.Predict.class, NextCharacter.Predict.LAST);
        if (predict == NextCharacter.Predict.LAST) {
            fields.filled().remove("predict");
        }
        if ((long) text.stringValue().length() * context > limits.values()) {
            fields.refuse("text", "tooLarge", "the rows would have more than " + limits.values() + " numbers");
            return null;
        }
        try {
            return NextCharacter.of(text.stringValue(), context, predict, allowance);
        } catch (DataException e) {
            fields.refuse("text", "tooShort", String.valueOf(e.getMessage()));
            return null;
        }
    }
}
