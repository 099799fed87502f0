package dev.downhill.api.openapi;

import dev.downhill.data.csv.BundledDatasets;
import dev.downhill.data.generator.Generator;
import dev.downhill.data.generator.Generators;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ways in which a specification says what its data is, as schemas of the OpenAPI document. */
final class DataSchemas {
    /** The name of the schema that is one of the others. */
    static final String NAME = "Data";

    private DataSchemas() {}

    static Map<String, Schema<?>> all() {
        Map<String, Schema<?>> schemas = new LinkedHashMap<>();
        schemas.put("GeneratedData", generated());
        schemas.put("BundledData", bundled());
        schemas.put("CsvData", csv());
        schemas.put("UploadedData", uploaded());
        schemas.put("TextData", text());
        schemas.put("InlineData", inline());
        Schema<Object> either = new Schema<>();
        schemas.keySet().forEach(name -> either.addOneOfItem(SchemaParts.reference(name)));
        schemas.put(NAME, either);
        return schemas;
    }

    private static Schema<?> generated() {
        return shared("points that the service draws")
                .addProperty(
                        "generator",
                        SchemaParts.oneOf(
                                "the shape",
                                Generators.ALL.stream().map(Generator::name).toArray(String[]::new)))
                .addProperty("n", SchemaParts.whole("the number of rows, 100 by default"))
                .addProperty("noise", SchemaParts.number("the standard deviation of normal noise, 0 by default"))
                .addProperty("seed", SchemaParts.whole("the seed of the points; without it they follow from the job's"))
                .required(List.of("generator"));
    }

    private static Schema<?> bundled() {
        return shared("a data set that comes with the service")
                .addProperty(
                        "dataset",
                        SchemaParts.oneOf(
                                "its name",
                                BundledDatasets.ALL.stream()
                                        .map(BundledDatasets.Bundled::name)
                                        .toArray(String[]::new)))
                .required(List.of("dataset"));
    }

    private static Schema<?> csv() {
        return withCsvOptions(shared("a CSV text in the specification"))
                .addProperty("csv", SchemaParts.text("the text"))
                .required(List.of("csv"));
    }

    private static Schema<?> uploaded() {
        return withCsvOptions(shared("an uploaded CSV text"))
                .addProperty("datasetId", SchemaParts.text("the `id` that `POST /datasets` returned"))
                .required(List.of("datasetId"));
    }

    private static Schema<?> text() {
        return shared("a text whose next character is predicted")
                .addProperty("text", SchemaParts.text("the text"))
                .addProperty("context", SchemaParts.whole("the number of characters before, 3 by default"))
                .addProperty(
                        "predict",
                        SchemaParts.oneOf(
                                "whether the last character of the context has a target, or every one",
                                "last",
                                "every"))
                .required(List.of("text"));
    }

    /** Each array is a column, so that other names than those listed are columns too. */
    private static Schema<?> inline() {
        Schema<?> schema = shared("columns in the specification: every array of numbers is one")
                .addProperty("target", target());
        schema.setAdditionalProperties(
                new Schema<>().types(Set.of("array")).items(new Schema<>()).description("a column"));
        return schema;
    }

    private static Schema<?> withCsvOptions(Schema<?> schema) {
        return schema.addProperty("target", target())
                .addProperty("header", SchemaParts.flag("false: the first line is data, and columns are c1, c2, ..."))
                .addProperty(
                        "separator",
                        SchemaParts.text("a character, or `tab`; without it `,` `;` `|` and tab are recognized"))
                .addProperty("columns", columns("the columns to read"))
                .addProperty("ignore", columns("the columns not to read"))
                .addProperty(
                        "missing",
                        SchemaParts.oneOf("the treatment of rows with missing values", "refuse", "drop", "mean"))
                .addProperty("oneHot", columns("columns of words that become one column for each word"));
    }

    private static Schema<?> columns(String description) {
        Schema<?> either = new Schema<>()
                .addOneOfItem(SchemaParts.text("its name"))
                .addOneOfItem(SchemaParts.whole("its number from 1"));
        return new Schema<>().types(Set.of("array")).items(either).description(description);
    }

    private static Schema<?> target() {
        return SchemaParts.text("the column to predict, `y` by default");
    }

    private static Schema<?> shared(String description) {
        return new ObjectSchema()
                .description(description)
                .addProperty("testFraction", SchemaParts.number("the share of rows for testing, 0 by default"))
                .addProperty("standardize", SchemaParts.flag("whether inputs get mean 0 and standard deviation 1"))
                .addProperty(
                        "features",
                        new Schema<>()
                                .types(Set.of("array"))
                                .items(SchemaParts.text("a formula of columns, such as `x1 * x2`"))
                                .description("with layers: the inputs, in place of the columns"));
    }
}
