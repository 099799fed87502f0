package dev.downhill.lessons;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A statement about a value in the finished job, which the learner should see. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(Check.Within.class),
    @JsonSubTypes.Type(Check.Exactly.class),
    @JsonSubTypes.Type(Check.Less.class)
})
sealed interface Check {
    /** Returns the same in a sentence. */
    String text();

    Place value();

    /** Returns the places that are looked at. */
    default List<Place> places() {
        return List.of(value());
    }

    /**
     * Returns whether it is true.
     *
     * @param values finds what stands at a place; a missing node where nothing does
     */
    boolean holds(Function<Place, JsonNode> values);

    /**
     * A place in a job as {@code GET /jobs/{id}} shows it.
     *
     * @param of the name of the variation whose job it is; absent for the lesson's own
     * @param at its JSON pointer, such as {@code /result/finalLoss}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Place(
            @JsonSetter(nulls = Nulls.SET) @Nullable String of,
            @JsonProperty(required = true) String at) {}

    /** A number that lies between two. */
    record Within(
            @JsonProperty(required = true) String text,
            @JsonProperty(required = true) Place value,
            @JsonProperty(required = true) List<Double> between)
            implements Check {
        @Override
        public boolean holds(Function<Place, JsonNode> values) {
            double number = values.apply(value).asDouble(Double.NaN);
            return number >= between.getFirst() && number <= between.getLast();
        }
    }

    /** A value that is the same as another. */
    record Exactly(
            @JsonProperty(required = true) String text,
            @JsonProperty(required = true) Place value,

            @JsonProperty(required = true) @Schema(type = "string")
            JsonNode is)
            implements Check {
        @Override
        public boolean holds(Function<Place, JsonNode> values) {
            return values.apply(value).equals(is);
        }
    }

    /** A number that is less than another, or than a part of it. */
    record Less(
            @JsonProperty(required = true) String text,
            @JsonProperty(required = true) Place value,
            @JsonProperty(required = true) Bound lessThan)
            implements Check {
        @Override
        public List<Place> places() {
            return List.of(value, lessThan.place());
        }

        @Override
        public boolean holds(Function<Place, JsonNode> values) {
            double times = lessThan.times() == null ? 1 : lessThan.times();
            double bound = values.apply(lessThan.place()).asDouble(Double.NaN);
            return values.apply(value).asDouble(Double.NaN) < times * bound;
        }
    }

    /**
     * A place whose number is a bound.
     *
     * @param times what the number is multiplied with; 1 where it is absent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Bound(
            @JsonSetter(nulls = Nulls.SET) @Nullable String of,
            @JsonProperty(required = true) String at,
            @JsonSetter(nulls = Nulls.SET) @Nullable Double times) {
        Place place() {
            return new Place(of, at);
        }
    }
}
