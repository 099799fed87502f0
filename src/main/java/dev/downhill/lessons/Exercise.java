package dev.downhill.lessons;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A lesson as a task that a student's jobs can solve: its check is to hold. */
public final class Exercise {
    private static final List<String> SUBJECT = List.of("model", "data");

    /** A number is the same as 0 and as 0.0. */
    private static final Comparator<JsonNode> NUMBERS = (one, other) -> one.isNumber() && other.isNumber()
            ? Double.compare(one.doubleValue(), other.doubleValue())
            : one.equals(other) ? 0 : 1;

    private final ServedLesson lesson;
    private final Specified own;
    private final Map<String, Specified> variations;

    /**
     * A specification with every default filled in.
     *
     * @param all the whole
     */
    private record Specified(JsonNode all) {
        boolean hasTheSubjectOf(JsonNode other) {
            return SUBJECT.stream().allMatch(part -> all.path(part).equals(NUMBERS, other.path(part)));
        }

        /** Returns whether two specifications are equal but for their names. */
        boolean isEqualTo(JsonNode other) {
            return all.size() == other.size()
                    && all.propertyStream()
                            .allMatch(part -> part.getKey().equals("name")
                                    || part.getValue().equals(NUMBERS, other.path(part.getKey())));
        }
    }

    /**
     * @param own the lesson's specification with every default filled in
     * @param variations those of its variations, by name
     */
    Exercise(ServedLesson lesson, JsonNode own, Map<String, JsonNode> variations) {
        this.lesson = lesson;
        this.own = new Specified(own);
        Map<String, Specified> specified = new HashMap<>();
        variations.forEach((name, specification) -> specified.put(name, new Specified(specification)));
        this.variations = Map.copyOf(specified);
    }

    public String id() {
        return lesson.id();
    }

    public String title() {
        return lesson.lesson().title();
    }

    /** Returns what is to be seen, in a sentence. */
    public String task() {
        return lesson.lesson().check().text();
    }

    /**
     * A student's job, seen from an exercise.
     *
     * @param itself whether its specification is the lesson's, and not only its model and data
     * @param variations the names of the variations whose specification it has
     * @param values what the check looks at, by JSON pointer
     */
    public record Attempt(boolean itself, Set<String> variations, Map<String, JsonNode> values) {
        JsonNode at(String pointer) {
            return values.getOrDefault(pointer, MissingNode.getInstance());
        }
    }

    /**
     * Returns a job as an attempt; nothing where it is about something else.
     *
     * @param specification with every default filled in
     * @param job gives the job as {@code GET /jobs/{id}} shows it, once it has ended
     */
    public Optional<Attempt> attempt(JsonNode specification, Supplier<JsonNode> job) {
        Set<String> same = variations.entrySet().stream()
                .filter(variation -> variation.getValue().isEqualTo(specification))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        if (same.isEmpty() && !own.hasTheSubjectOf(specification)) {
            return Optional.empty();
        }
        JsonNode shown = job.get();
        Map<String, JsonNode> values = new HashMap<>();
        lesson.lesson().check().places().forEach(place -> values.put(place.at(), shown.at(place.at())));
        return Optional.of(new Attempt(own.isEqualTo(specification), same, Map.copyOf(values)));
    }

    /**
     * Returns whether it is solved.
     *
     * <p>A check that looks at one job is solved by any job of the lesson's model and data, whatever the optimizer and the number of
     * steps. A check that compares jobs is solved by jobs of just the lesson's specifications.
     *
     * @param attempts the student's attempts at it
     */
    public boolean isSolvedBy(List<Attempt> attempts) {
        Check check = lesson.lesson().check();
        boolean compares = check.places().stream().anyMatch(place -> place.of() != null);
        return attempts.stream()
                .filter(attempt -> attempt.itself() || !compares)
                .anyMatch(attempt -> check.holds(place -> at(place, attempt, attempts)));
    }

    private static JsonNode at(Check.Place place, Attempt own, List<Attempt> attempts) {
        String of = place.of();
        return of == null
                ? own.at(place.at())
                : attempts.stream()
                        .filter(attempt -> attempt.variations().contains(of))
                        .map(attempt -> attempt.at(place.at()))
                        .findFirst()
                        .orElse(MissingNode.getInstance());
    }
}
