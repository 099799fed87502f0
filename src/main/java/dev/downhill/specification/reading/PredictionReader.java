package dev.downhill.specification.reading;

import dev.downhill.data.Column;
import dev.downhill.data.Dataset;
import dev.downhill.data.Features;
import dev.downhill.data.ReadingAllowance;
import dev.downhill.data.Standardization;
import dev.downhill.data.Vocabulary;
import dev.downhill.engine.autograd.NDArray;
import dev.downhill.engine.nn.Embedding;
import dev.downhill.engine.nn.Layer;
import dev.downhill.engine.nn.Residual;
import dev.downhill.specification.FeatureFormulas;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.PredictionRequest;
import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.fault.InvalidSpecification;
import dev.downhill.specification.model.LayeredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a request for predictions: columns as the job's data has them, or a text to go on from. */
public final class PredictionReader {
    private static final int MAX_TEXT = 1_000_000;

    private final int maxRows;

    /**
     * Returns a reader.
     *
     * @param maxRows the greatest number of rows of a request
     */
    public PredictionReader(int maxRows) {
        this.maxRows = maxRows;
    }

    /**
     * Returns the request. Its rows are standardized if the job's data is.
     *
     * @param job whose columns, classes and embeddings the rows must fit
     * @param allowance the bytes that the rows may take
     * @throws InvalidSpecification with every fault that was found
     */
    public PredictionRequest read(JsonNode json, JobSpecification job, ReadingAllowance allowance) {
        var faults = new Faults();
        Fields fields = Fields.of(json, "a request for predictions", faults);
        fields.ask("step");
        Long step = fields.peek("step") == null ? null : fields.whole("step", 0, 0, job.steps());
        List<Long> steps = steps(fields, job, faults);
        Vocabulary vocabulary = job.data().training().vocabulary();
        if (vocabulary != null) {
            fields.ask("text");
        }
        List<Column> columns = vocabulary != null && fields.peek("text") != null
                ? context(fields, vocabulary)
                : columns(fields, job.data().given(), allowance);
        fields.refuseOthers();
        faults.throwIfAny();
        Dataset rows = rows(job, columns, allowance, faults);
        checkNumbers(job, rows, faults);
        faults.throwIfAny();
        if (steps != null && (long) steps.size() * rows.rows() > maxRows) {
            fields.refuse(
                    "steps",
                    "tooLarge",
                    rows.rows() + " rows at " + steps.size() + " steps are " + (long) steps.size() * rows.rows()
                            + "; at most " + maxRows + " are accepted");
            faults.throwIfAny();
        }
        return new PredictionRequest(rows, step, steps);
    }

    /** Reads the steps, which ascend; null if there are none. */
    private @Nullable List<Long> steps(Fields fields, JobSpecification job, Faults faults) {
        JsonNode value = fields.optional("steps");
        if (value == null) {
            return null;
        }
        if (fields.peek("step") != null) {
            fields.refuse("steps", "exclusive", "'step' and 'steps' exclude each other");
        }
        if (!value.isArray() || value.isEmpty() || value.size() > maxRows) {
            fields.refuse("steps", "type", "'steps' must be an array of 1 to " + maxRows + " whole numbers");
            return null;
        }
        List<Long> steps = new ArrayList<>();
        long before = -1;
        for (JsonNode entry : value) {
            boolean whole = entry.isIntegralNumber() && entry.canConvertToLong();
            if (!whole || entry.longValue() <= before || entry.longValue() > job.steps()) {
                faults.add(
                        fields.pointer("steps") + "/" + steps.size(),
                        "range",
                        "a step is a whole number from 0 to " + job.steps() + ", and the steps ascend");
                return null;
            }
            before = entry.longValue();
            steps.add(before);
        }
        return steps;
    }

    private static Dataset rows(JobSpecification job, List<Column> columns, ReadingAllowance allowance, Faults faults) {
        Dataset like = job.data().training();
        Column target = like.target();
        int rows = columns.isEmpty() ? 1 : columns.getFirst().rows();
        allowance.take((long) rows * target.stride() * Double.BYTES);
        Column same = columns.stream()
                .filter(input -> input.name().equals(target.name()))
                .findFirst()
                .orElse(new Column(target.name(), target.width(), new double[rows * target.stride()]));
        var given = new Dataset(columns, same, like.classes(), like.vocabulary());
        Features features = job.data().features();
        if (features != null) {
            allowance.take((long) rows * features.rule().formulas().size() * Double.BYTES);
            given = new Dataset(features.rule().of(given), same, like.classes(), like.vocabulary());
            requireFinite(given, faults);
            faults.throwIfAny();
        }
        Standardization scale = job.data().standardization();
        if (scale == null) {
            return given;
        }
        allowance.take(given.bytes());
        return scale.apply(given);
    }

    private static void requireFinite(Dataset rows, Faults faults) {
        for (Column feature : rows.inputs()) {
            int row = FeatureFormulas.firstNotFinite(feature);
            if (row >= 0) {
                faults.add(
                        "/inputs",
                        "notFinite",
                        "for row " + (row + 1) + " of these inputs the feature " + feature.name()
                                + " is not a finite number");
                return;
            }
        }
    }

    /** The last characters of a text, as many as the model sees. */
    private static List<Column> context(Fields fields, Vocabulary vocabulary) {
        String text = fields.text("text", MAX_TEXT);
        int context = vocabulary.context();
        int length = text == null ? 0 : text.codePointCount(0, text.length());
        if (text == null || length < context) {
            fields.refuse(
                    "text", "tooShort", "the model continues from " + context + " characters, but there are " + length);
            return List.of();
        }
        double[] numbers = new double[context];
        int[] last = text.substring(text.offsetByCodePoints(text.length(), -context))
                .codePoints()
                .toArray();
        for (int i = 0; i < context; i++) {
            String character = Character.toString(last[i]);
            numbers[i] = vocabulary.characters().indexOf(character);
            if (numbers[i] < 0) {
                fields.refuse("text", "unknownCharacter", "the model has never seen '" + character + "'");
                return List.of();
            }
        }
        return List.of(new Column("x", context, numbers));
    }

    private List<Column> columns(Fields fields, Dataset like, ReadingAllowance allowance) {
        Fields inputs = fields.required("inputs") == null ? null : fields.object("inputs");
        List<Column> columns = new ArrayList<>();
        if (inputs == null) {
            return columns;
        }
        for (Column input : like.inputs()) {
            Column column = column(inputs, input, allowance);
            if (column != null) {
                columns.add(column);
            }
        }
        inputs.refuseOthers();
        for (Column column : columns) {
            if (column.rows() != columns.getFirst().rows()) {
                inputs.refuse(
                        column.name(),
                        "length",
                        "column '" + column.name() + "' has " + column.rows() + " rows, '"
                                + columns.getFirst().name() + "' has "
                                + columns.getFirst().rows());
            }
        }
        return columns;
    }

    private @Nullable Column column(Fields inputs, Column like, ReadingAllowance allowance) {
        JsonNode value = inputs.required(like.name());
        if (value == null) {
            return null;
        }
        String what = "column '" + like.name() + "'";
        if (!value.isArray()) {
            inputs.refuse(like.name(), "type", what + " is an array, not " + Fields.kindOf(value));
            return null;
        }
        if (value.size() > maxRows) {
            inputs.refuse(
                    like.name(),
                    "tooLarge",
                    what + " has " + value.size() + " rows; at most " + maxRows + " are accepted");
            return null;
        }
        NDArray array = new NumberReader(inputs.faults(), allowance)
                .array(value, what, inputs.pointer(like.name()), (int)
                        Math.min(Integer.MAX_VALUE, (long) maxRows * like.stride()));
        if (array == null) {
            return null;
        }
        int width = array.shape().rank() == 2 ? array.shape().dim(1) : 0;
        if (array.shape().rank() > 2 || width != like.width()) {
            String expected = like.width() == 0 ? "a number" : "an array of " + like.width() + " numbers";
            inputs.refuse(like.name(), "shape", "a row of " + what + " is " + expected);
            return null;
        }
        return new Column(like.name(), width, array.values());
    }

    /** An embedding takes only the numbers of its vectors. */
    private static void checkNumbers(JobSpecification job, Dataset rows, Faults faults) {
        if (!(job.model() instanceof LayeredModel model)) {
            return;
        }
        embeddings(model.layers()).forEach(embedding -> checkNumbers(embedding.numEmbeddings(), rows, faults));
    }

    private static Stream<Embedding> embeddings(List<Layer> layers) {
        return layers.stream().flatMap(layer -> switch (layer) {
            case Embedding embedding -> Stream.of(embedding);
            case Residual residual -> embeddings(residual.layers());
            default -> Stream.empty();
        });
    }

    private static void checkNumbers(int numbers, Dataset rows, Faults faults) {
        for (double value : rows.features().values()) {
            if (value != Math.rint(value) || value < 0 || value >= numbers) {
                String inputs = rows.inputs().stream().map(Column::name).collect(Collectors.joining(", "));
                faults.add(
                        "/inputs",
                        "embedding",
                        inputs + ": " + value + " is not a whole number from 0 to " + (numbers - 1));
                return;
            }
        }
    }
}
