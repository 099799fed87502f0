package dev.downhill.specification.reading;

import dev.downhill.specification.Limits;
import dev.downhill.specification.Recording;
import dev.downhill.specification.model.Parameter;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the field {@code record}: the recorded part of a run. */
final class RecordingReader {
    private static final long DEFAULT_POINTS = 1000;
    private static final int WHOLE_UP_TO = 64;
    private static final int SUMMARY_NUMBERS = 5;

    private final Limits limits;

    RecordingReader(Limits limits) {
        this.limits = limits;
    }

    /** Returns what is kept of some steps of some parameters; what is left out depends on how many there are. */
    Recording read(Fields job, long steps, List<Parameter> parameters) {
        long scalars = parameters.stream()
                .mapToLong(parameter -> parameter.initial().shape().size())
                .sum();
        JsonNode given = job.optional("record");
        Fields fields = given == null ? null : job.object("record");
        if (fields == null) {
            ObjectNode none = job.filled().objectNode();
            fields = new Fields(none, job.pointer("record"), job.faults());
        }
        long every = fields.whole("every", Math.ceilDiv(steps, DEFAULT_POINTS), 1, Long.MAX_VALUE);
        var detail = fields.choice(
                "parameters",
                Recording.Parameters.class,
                scalars <= WHOLE_UP_TO ? Recording.Parameters.ALL : Recording.Parameters.SUMMARY);
        boolean gradients = fields.flag("gradients", detail != Recording.Parameters.NONE);
        boolean metrics = fields.flag("metrics", false);
        fields.refuseOthers();
        job.fill("record", fields.filled());
        long perPoint = switch (detail) {
            case ALL -> scalars;
            case SUMMARY -> (long) SUMMARY_NUMBERS * parameters.size();
            case NONE -> 0;
        };
        long points = steps / every + 2;
        long recorded = points * (2 + perPoint * (gradients ? 2 : 1));
        if (recorded > limits.recordedValues()) {
            job.refuse(
                    "record",
                    "tooLarge",
                    "the trajectory would hold about " + recorded + " numbers; at most " + limits.recordedValues()
                            + " are accepted: record fewer steps with 'every', or summaries");
        }
        return new Recording(every, detail, gradients, metrics);
    }
}
