package dev.downhill.specification.reading;

import dev.downhill.data.DataException;
import dev.downhill.data.Dataset;
import dev.downhill.data.ReadingAllowance;
import dev.downhill.data.csv.CsvBounds;
import dev.downhill.data.csv.CsvFile;
import dev.downhill.data.csv.CsvOptions;
import dev.downhill.data.csv.CsvTable;
import dev.downhill.data.csv.Datasets;
import dev.downhill.data.csv.MissingValues;
import dev.downhill.data.csv.Separator;
import dev.downhill.specification.Limits;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Data from a CSV text, which stands in the specification or was uploaded before; the options are the same. */
final class CsvDataReader {
    private final Limits limits;
    private final Datasets uploads;
    private final ReadingAllowance allowance;

    /**
     * @param uploads where {@code datasetId} is looked up
     * @param allowance the bytes that the rows may take
     */
    CsvDataReader(Limits limits, Datasets uploads, ReadingAllowance allowance) {
        this.allowance = allowance;
        this.limits = limits;
        this.uploads = uploads;
    }

    /** Returns the rows of a text in the specification, or null after saying what is wrong. */
    @Nullable
    Dataset inSpecification(Fields fields, JsonNode csv, String target) {
        String text = csv.stringValue();
        return read(
                fields,
                "csv",
                CsvOptions.DEFAULT,
                options -> CsvTable.read(new StringReader(text), target, options, bounds(), allowance));
    }

    /** Returns the rows of an upload, whose own options are the defaults, or null after saying what is wrong. */
    @Nullable
    Dataset uploaded(Fields fields, JsonNode id, String target) {
        CsvFile file = uploads.find(id.stringValue());
        if (file == null) {
            fields.refuse("datasetId", "unknownDataset", "there is no data set " + Fields.shown(id));
            fields.acceptOthers();
            return null;
        }
        return read(
                fields,
                "datasetId",
                file.summary().options(),
                options -> file.table(target, options, bounds(), allowance));
    }

    private CsvBounds bounds() {
        return new CsvBounds(limits.rows(), CsvBounds.COLUMNS, limits.values());
    }

    private static @Nullable Dataset read(
            Fields fields, String source, CsvOptions defaults, Function<CsvOptions, CsvTable> text) {
        try {
            CsvOptions options = options(fields, defaults);
            if (options == null) {
                return null;
            }
            CsvTable table = text.apply(options);
            fill(fields, table.options());
            return table.dataset();
        } catch (DataException e) {
            boolean option = e.option() != null && fields.peek(e.option()) != null;
            fields.refuse(option ? String.valueOf(e.option()) : source, "csv", String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Returns the options, or null after saying which is none. */
    private static @Nullable CsvOptions options(Fields fields, CsvOptions defaults) {
        Boolean header =
                fields.optional("header") == null ? defaults.header() : Boolean.valueOf(fields.flag("header", true));
        String separator = fields.optional("separator") == null ? null : fields.text("separator", CsvBounds.FIELD);
        MissingValues missing = fields.choice("missing", MissingValues.class, defaults.missing());
        List<String> columns = names(fields, "columns");
        List<String> ignore = names(fields, "ignore");
        List<String> oneHot = names(fields, "oneHot");
        if (columns == null || ignore == null || oneHot == null) {
            return null;
        }
        boolean chosen = !columns.isEmpty() || !ignore.isEmpty();
        return new CsvOptions(
                header,
                separator == null ? defaults.separator() : Character.valueOf(Separator.of(separator)),
                chosen ? columns : defaults.columns(),
                chosen ? ignore : defaults.ignore(),
                missing,
                fields.peek("oneHot") == null ? defaults.oneHot() : oneHot);
    }

    /** Returns names or numbers of columns, none where the field is absent, or null after saying what is wrong. */
    private static @Nullable List<String> names(Fields fields, String field) {
        JsonNode given = fields.optional(field);
        if (given == null) {
            return List.of();
        }
        if (!given.isArray() || given.size() > CsvBounds.COLUMNS) {
            fields.refuse(
                    field,
                    "type",
                    "'" + field + "' must be an array of names or numbers of columns, at most " + CsvBounds.COLUMNS
                            + ", not " + (given.isArray() ? given.size() : Fields.kindOf(given)));
            return null;
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            JsonNode name = given.get(i);
            if (!name.isString() && !name.isIntegralNumber()) {
                fields.faults()
                        .add(
                                fields.pointer(field) + "/" + i,
                                "type",
                                "a column has a name or a number from 1, not " + Fields.kindOf(name));
                return null;
            }
            names.add(name.asString());
        }
        return names;
    }

    /** Fills in how the text was read, so that it is read so again. */
    private static void fill(Fields fields, CsvOptions options) {
        // In one order, whether the options were given or recognized.
        JsonNode missing = fields.filled().remove("missing");
        fields.filled().remove(List.of("header", "separator"));
        fields.filled().put("header", options.hasHeader());
        fields.filled().put("separator", String.valueOf(options.separator()));
        fields.filled().set("missing", missing);
        fill(fields, "columns", options.columns());
        fill(fields, "ignore", options.ignore());
        fill(fields, "oneHot", options.oneHot());
    }

    private static void fill(Fields fields, String field, List<String> names) {
        ArrayNode array = fields.filled().putArray(field);
        names.forEach(array::add);
    }
}
