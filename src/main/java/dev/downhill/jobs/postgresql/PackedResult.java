package dev.downhill.jobs.postgresql;

import dev.downhill.explain.diagnosis.Diagnosis;
import dev.downhill.training.evaluation.Confusion;
import dev.downhill.training.record.Checkpoint;
import dev.downhill.training.run.Best;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.TrainingResult;
import dev.downhill.training.step.Divergence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The result of a run without its state, as JSON.
 *
 * @param metrics as {@link TrainingResult#metrics}
 * @param numbers of each finding
 */
record PackedResult(
        Outcome outcome,
        long steps,
        @Nullable Double finalLoss,
        Map<String, Double> metrics,
        @Nullable Confusion confusion,
        @Nullable String sample,
        @Nullable Divergence divergence,
        List<Finding> diagnosis,
        @Nullable Best best) {
    private static final JsonMapper JSON = new JsonMapper();

    /** A {@link Diagnosis}. */
    record Finding(String code, String message, LinkedHashMap<String, Object> numbers) {}

    static byte[] pack(TrainingResult result, List<Diagnosis> diagnosis) {
        return JSON.writeValueAsBytes(new PackedResult(
                result.outcome(),
                result.steps(),
                result.finalLoss(),
                result.metrics(),
                result.confusion(),
                result.sample(),
                result.divergence(),
                diagnosis.stream()
                        .map(found -> new Finding(found.code(), found.message(), new LinkedHashMap<>(found.numbers())))
                        .toList(),
                result.best()));
    }

    static PackedResult unpack(byte[] bytes) {
        return JSON.readValue(bytes, PackedResult.class);
    }

    TrainingResult result(Checkpoint last) {
        return new TrainingResult(outcome, steps, finalLoss, metrics, confusion, sample, divergence, last, best);
    }

    List<Diagnosis> findings() {
        return diagnosis.stream()
                .map(found -> new Diagnosis(found.code(), found.message(), found.numbers()))
                .toList();
    }
}
