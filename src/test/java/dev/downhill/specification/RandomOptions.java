package dev.downhill.specification;

import dev.downhill.engine.catalog.Catalogue;
import dev.downhill.engine.catalog.Kind;
import dev.downhill.engine.catalog.OptionField;
import dev.downhill.engine.catalog.OptionType;
import dev.downhill.engine.nn.activation.Activation;
import dev.downhill.engine.nn.activation.Activations;
import dev.downhill.engine.nn.init.Initializers;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Entries of the catalogues with random options, read from their declarations: a new option is drawn too. */
final class RandomOptions {
    private static final JsonMapper JSON = new JsonMapper();

    /** The options whose usual values their declaration does not tell. */
    private static final Map<String, List<Double>> RANGES = Map.ofEntries(
            Map.entry("learningRate", List.of(0.0005, 0.05)),
            Map.entry("maxLearningRate", List.of(0.001, 0.05)),
            Map.entry("momentum", List.of(0.2, 0.9)),
            Map.entry("dampening", List.of(0.0, 0.5)),
            Map.entry("weightDecay", List.of(0.0, 0.1)),
            Map.entry("alpha", List.of(0.8, 0.99)),
            Map.entry("initialAccumulatorValue", List.of(0.0, 1.0)),
            Map.entry("gamma", List.of(0.8, 1.0)),
            Map.entry("labelSmoothing", List.of(0.0, 0.3)),
            Map.entry("std", List.of(0.05, 0.6)),
            Map.entry("low", List.of(-0.6, 0.0)),
            Map.entry("high", List.of(0.0, 0.6)),
            Map.entry("value", List.of(-0.3, 0.3)),
            Map.entry("p", List.of(0.0, 0.6)));

    private final SplittableRandom random;

    RandomOptions(SplittableRandom random) {
        this.random = random;
    }

    /** Returns a random entry, by its name alone or as an object. */
    JsonNode any(Catalogue<?> catalogue) {
        List<String> names = catalogue.names();
        ObjectNode drawn = of(catalogue, names.get(random.nextInt(names.size())));
        return drawn.size() == 1 && random.nextBoolean() ? drawn.get("type") : drawn;
    }

    /** Returns the entry of a name; about half of the options are given. */
    ObjectNode of(Catalogue<?> catalogue, String name) {
        Kind<?> kind = catalogue.named(name);
        if (kind == null) {
            throw new IllegalArgumentException("there is no " + catalogue.what() + " '" + name + "'");
        }
        ObjectNode drawn = JsonNodeFactory.instance.objectNode().put("type", name);
        for (OptionField option : kind.options()) {
            JsonNode value = option.required() || random.nextBoolean() ? value(option) : null;
            if (value != null) {
                drawn.set(option.name(), value);
            }
        }
        if (drawn.path("nesterov").asBoolean(false)) {
            drawn.put("momentum", 0.9).remove("dampening");
        }
        return drawn;
    }

    /** Returns a value within the bounds of an option. */
    private JsonNode value(OptionField option) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (option.type()) {
            case OptionType.Flag flag ->
                nodes.booleanNode(random.nextInt(option.name().equals("maximize") ? 10 : 3) == 0);
            case OptionType.Int32 whole -> whole(option);
            case OptionType.Int64 whole -> whole(option);
            case OptionType.Real real ->
                nodes.numberNode(
                        number(option, option.required() ? 1 : usual(option).doubleValue()));
            case OptionType.Reals reals -> {
                if (usual(option).isNumber()) {
                    yield nodes.numberNode(number(option, usual(option).doubleValue()));
                }
                ArrayNode numbers = nodes.arrayNode();
                usual(option)
                        .forEach(number ->
                                numbers.add(number(option, number.doubleValue() * (1 - 0.1 * random.nextDouble()))));
                yield numbers;
            }
            case OptionType.Sizes sizes -> whole(option);
            case OptionType.Wholes wholes -> nodes.arrayNode().add(whole(option));
            case OptionType.Entries entries ->
                throw new IllegalArgumentException(option.name() + " follows from the layers around it");
            case OptionType.Entry entry ->
                any(entry.of() == Activation.class ? Activations.CATALOGUE : Initializers.CATALOGUE);
        };
    }

    private JsonNode whole(OptionField option) {
        return JsonNodeFactory.instance.numberNode(
                (int) Math.max(option.option().min(), random.nextInt(30)));
    }

    private static JsonNode usual(OptionField option) {
        return JSON.readTree(option.option().defaultsTo());
    }

    private double number(OptionField option, double usual) {
        List<Double> range = RANGES.get(option.name());
        double share = random.nextDouble();
        double drawn = range != null
                ? range.get(0) + (range.get(1) - range.get(0)) * share
                : usual == 0 ? 0.1 * share : usual * (0.5 + share);
        return option.accepts(drawn) ? drawn : usual;
    }
}
