package dev.downhill.tutorial.check;

import dev.downhill.engine.autograd.Allowance;
import dev.downhill.explain.transcript.printout.Deadline;
import dev.downhill.export.text.RunText;
import dev.downhill.export.trajectory.Selection;
import dev.downhill.export.trajectory.TrajectoryView;
import dev.downhill.specification.JobSpecification;
import dev.downhill.training.record.Fingerprint;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.FinalParameters;
import dev.downhill.training.run.Outcome;
import dev.downhill.training.run.RunMemory;
import dev.downhill.training.run.Trainer;
import dev.downhill.training.run.TrainingResult;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run of a specification, and the values that {@code GET /jobs/{id}} would show of it.
 *
 * <p>Values that differ from run to run, such as {@code /id} or {@code /createdAt}, are not among them.
 */
final class TrainedJob {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,8}");

    private final Trajectory trajectory;
    private final Map<String, @Nullable Object> json;

    private TrainedJob(Trajectory trajectory, Map<String, @Nullable Object> json) {
        this.trajectory = trajectory;
        this.json = json;
    }

    /** Runs a specification. */
    static TrainedJob of(JobSpecification job) {
        Allowance.take(RunMemory.of(job, Long.MAX_VALUE / 2).bytes());
        var trainer = new Trainer(job);
        TrainingResult result = trainer.run(() -> Thread.currentThread().isInterrupted() ? Outcome.CANCELLED : null);
        Deadline.stopIfInterrupted();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", job.name());
        json.put("status", "succeeded");
        json.put("outcome", result.outcome().text());
        json.put("progress", Map.of("step", result.steps(), "steps", job.steps()));
        json.put("specification", job.text().json());
        json.put("result", result(job, trainer.trajectory(), result));
        json.put("trajectory", trajectory(trainer.trajectory()));
        return new TrainedJob(trainer.trajectory(), json);
    }

    private static Map<String, @Nullable Object> result(
            JobSpecification job, Trajectory trajectory, TrainingResult result) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("finalLoss", result.finalLoss());
        json.put("parameters", FinalParameters.of(job, result.checkpoint()));
        json.put("metrics", result.metrics());
        json.put("confusion", result.confusion() == null ? null : JSON.valueToTree(result.confusion()));
        json.put("best", result.best() == null ? null : JSON.valueToTree(result.best()));
        json.put("sample", result.sample());
        json.put("divergence", result.divergence() == null ? null : JSON.valueToTree(result.divergence()));
        json.put("fingerprint", Fingerprint.of(job, trajectory, result.checkpoint(), result.finalLoss()));
        return json;
    }

    private static Map<String, @Nullable Object> trajectory(Trajectory trajectory) {
        TrajectoryView view = TrajectoryView.of(trajectory, Selection.ALL);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("step", view.step());
        json.put("loss", view.loss());
        json.put("initial", view.initial());
        json.put("parameters", view.parameters());
        json.put("gradients", view.gradients());
        if (view.testLoss() != null) {
            json.put(
                    "testLoss",
                    Map.of(
                            "step",
                            view.testLoss().step(),
                            "loss",
                            view.testLoss().loss()));
        }
        if (view.metrics() != null) {
            json.put("metrics", view.metrics());
        }
        return json;
    }

    /** Returns the lines of its steps, as {@code GET /jobs/{id}} prints them. */
    List<String> lines() {
        return RunText.steps(trajectory).lines().toList();
    }

    /**
     * Returns the value at a pointer (RFC 6901): a number, a text, a truth value, a list, or null.
     *
     * @throws Unreadable if there is none, or if it is an object
     */
    @Nullable
    Object value(String pointer) {
        Object at = json;
        for (String token : pointer.substring(1).split("/", -1)) {
            at = inner(at, token.replace("~1", "/").replace("~0", "~"), pointer);
        }
        if (at instanceof JsonNode node) {
            at = JSON.treeToValue(node, Object.class);
        }
        if (at instanceof Map) {
            throw new Unreadable("'" + pointer + "' is an object; point at a value in it");
        }
        return at;
    }

    private static @Nullable Object inner(@Nullable Object outer, String token, String pointer) {
        Object in = outer == null || isPlain(outer) ? outer : JSON.valueToTree(outer);
        if (in instanceof Map<?, ?> map && map.containsKey(token)) {
            return map.get(token);
        }
        boolean index = INDEX.matcher(token).matches();
        if (in instanceof Collection<?> collection && index && Integer.parseInt(token) < collection.size()) {
            return collection.stream().skip(Integer.parseInt(token)).findFirst().orElseThrow();
        }
        if (in instanceof JsonNode node) {
            JsonNode found = node.isArray() && index ? node.get(Integer.parseInt(token)) : node.get(token);
            if (found != null) {
                return found.isNull() ? null : found;
            }
        }
        throw new Unreadable("the job has no value at '" + pointer + "'");
    }

    private static boolean isPlain(Object value) {
        return value instanceof Map || value instanceof Collection || value instanceof JsonNode;
    }
}
