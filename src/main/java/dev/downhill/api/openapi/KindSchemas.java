package dev.downhill.api.openapi;

import dev.downhill.engine.catalog.Catalogue;
import dev.downhill.engine.catalog.Kind;
import dev.downhill.engine.catalog.OptionField;
import dev.downhill.engine.catalog.OptionType;
import dev.downhill.engine.loss.Losses;
import dev.downhill.specification.reading.Catalogues;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.util.StringUtils;
import tools.jackson.databind.json.JsonMapper;

/** The catalogues as schemas of the OpenAPI document: a name, or an object with the options of its type. */
final class KindSchemas {
    private static final JsonMapper JSON = new JsonMapper();

    /** The name alone does not say enough about a layer. */
    private static final String ALWAYS_AN_OBJECT = "layer";

    /** A formula of the step's number. */
    private static final String ALSO_A_FORMULA = "schedule";

    private KindSchemas() {}

    /** Returns the schema's name for a kind, which is named in the singular. */
    static String nameOf(String what) {
        return StringUtils.capitalize(what);
    }

    static Map<String, Schema<?>> all() {
        Map<String, Schema<?>> schemas = new LinkedHashMap<>();
        for (Catalogue<?> catalogue : Catalogues.ALL) {
            String what = nameOf(catalogue.what());
            Schema<Object> union = new Schema<>();
            if (catalogue.what().equals(ALWAYS_AN_OBJECT)) {
                union.discriminator(byType(catalogue));
            } else {
                // A word has no `type`, so this union has no discriminator.
                union.addOneOfItem(new Schema<String>().types(Set.of("string"))._enum(catalogue.names()));
            }
            for (Kind<?> kind : catalogue.kinds()) {
                String name = nameOf(kind.name()) + what;
                Schema<?> schema = ofKind(kind);
                schemas.put(name, isLoss(catalogue) ? schema.addProperty("reduction", reduction()) : schema);
                union.addOneOfItem(SchemaParts.reference(name));
            }
            if (isLoss(catalogue)) {
                schemas.put("FormulaLoss", formulaLoss());
                union.addOneOfItem(SchemaParts.reference("FormulaLoss"));
            }
            if (catalogue.what().equals(ALSO_A_FORMULA)) {
                schemas.put("FormulaSchedule", formulaSchedule());
                union.addOneOfItem(SchemaParts.reference("FormulaSchedule"));
            }
            schemas.put(what, union);
        }
        return schemas;
    }

    private static Discriminator byType(Catalogue<?> catalogue) {
        var discriminator = new Discriminator().propertyName("type");
        for (Kind<?> kind : catalogue.kinds()) {
            Schema<?> schema = SchemaParts.reference(nameOf(kind.name()) + nameOf(catalogue.what()));
            discriminator.mapping(kind.name(), schema.get$ref());
        }
        return discriminator;
    }

    private static boolean isLoss(Catalogue<?> catalogue) {
        return catalogue == Losses.CATALOGUE;
    }

    private static Schema<?> formulaLoss() {
        return new ObjectSchema()
                .description("A formula of the target, `yPred`, and parameters.")
                .addProperty("expression", SchemaParts.text("the formula, as in `model`"))
                .addProperty("reduction", reduction())
                .required(List.of("expression"));
    }

    private static Schema<?> formulaSchedule() {
        return new ObjectSchema()
                .description("A formula of the step's number k, from 0: a factor on the learning rate.")
                .addProperty("expression", SchemaParts.text("the formula, as in `model`"))
                .required(List.of("expression"));
    }

    private static Schema<?> reduction() {
        Schema<?> words = SchemaParts.oneOf("of the losses of all elements", "mean", "sum");
        words.setDefault("mean");
        return words;
    }

    private static Schema<?> ofKind(Kind<?> kind) {
        Schema<?> schema = new ObjectSchema().description(kind.text());
        schema.addProperty("type", new Schema<String>().types(Set.of("string"))._enum(List.of(kind.name())));
        schema.addRequiredItem("type");
        for (OptionField option : kind.options()) {
            schema.addProperty(option.name(), ofOption(option));
            if (option.required()) {
                schema.addRequiredItem(option.name());
            }
        }
        return schema;
    }

    private static Schema<?> ofOption(OptionField option) {
        Schema<Object> schema = new Schema<>();
        String text = option.option().value();
        schema.description(option.bounds().isEmpty() ? text : text + "; " + option.bounds());
        switch (option.type()) {
            case OptionType.Flag flag -> schema.types(Set.of("boolean"));
            case OptionType.Int32 whole ->
                bounded(schema.types(Set.of("integer")).format("int32"), option);
            case OptionType.Int64 whole ->
                bounded(schema.types(Set.of("integer")).format("int64"), option);
            case OptionType.Real real -> bounded(schema.types(Set.of("number")).format("double"), option);
            case OptionType.Reals reals -> {
                if (option.option().defaultsTo().startsWith("[")) {
                    schema.types(Set.of("array"))
                            .items(new Schema<>().types(Set.of("number")).format("double"));
                }
                // Otherwise it is a number or a list of numbers, as below.
            }
            case OptionType.Sizes sizes -> {
                // A number, a list of numbers or a word: generators of clients know such a value only without a type.
            }
            case OptionType.Wholes wholes ->
                schema.types(Set.of("array"))
                        .items(new Schema<>().types(Set.of("integer")).format("int32"));
            case OptionType.Entries entries ->
                schema.types(Set.of("array"))
                        .items(SchemaParts.reference(nameOf(entries.of().getSimpleName())));
            case OptionType.Entry entry -> {
                String what = entry.of().getSimpleName().equals("Initializer")
                        ? "init"
                        : entry.of().getSimpleName();
                return SchemaParts.reference(nameOf(what));
            }
        }
        if (!option.required()) {
            schema.setDefault(JSON.readValue(option.option().defaultsTo(), Object.class));
        }
        return schema;
    }

    private static void bounded(Schema<?> schema, OptionField option) {
        if (!Double.isInfinite(option.option().min())) {
            schema.minimum(BigDecimal.valueOf(option.option().min()));
        }
        if (!Double.isInfinite(option.option().max())) {
            schema.maximum(BigDecimal.valueOf(option.option().max()));
        }
        if (!Double.isInfinite(option.option().above())) {
            schema.exclusiveMinimumValue(BigDecimal.valueOf(option.option().above()));
        }
        if (!Double.isInfinite(option.option().below())) {
            schema.exclusiveMaximumValue(BigDecimal.valueOf(option.option().below()));
        }
    }
}
