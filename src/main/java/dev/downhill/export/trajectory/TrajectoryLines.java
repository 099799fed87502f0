package dev.downhill.export.trajectory;

import dev.downhill.training.record.MetricHistory;
import dev.downhill.training.record.Summary;
import dev.downhill.training.record.Track;
import dev.downhill.training.record.Trajectory;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.PrimitiveIterator;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** A trajectory as NDJSON: one JSON object a step, a line each, written one by one. */
public final class TrajectoryLines {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private TrajectoryLines() {}

    public static void write(Trajectory trajectory, Selection selection, Writer to) throws IOException {
        List<Track> parameters = selection.of(trajectory.parameters());
        List<Track> gradients = selection.of(trajectory.gradients());
        PrimitiveIterator.OfInt points = selection.points(trajectory).iterator();
        try (JsonGenerator line = JSON.writer().withRootValueSeparator("\n").createGenerator(to)) {
            while (points.hasNext()) {
                int point = points.nextInt();
                line.writeStartObject();
                line.writeNumberProperty("step", trajectory.step(point));
                line.writeNumberProperty("loss", trajectory.loss(point));
                tracks(line, "parameters", parameters, point);
                tracks(line, "gradients", gradients, point);
                metrics(line, trajectory.metrics(), trajectory.step(point));
                line.writeEndObject();
            }
        }
        to.write('\n');
        to.flush();
    }

    /** Writes what was evaluated after a step; nothing where nothing was. */
    private static void metrics(JsonGenerator line, MetricHistory metrics, long step) {
        int entry = metrics.hasMoreThanTestLoss() ? metrics.at(step) : -1;
        if (entry >= 0) {
            line.writeObjectPropertyStart("metrics");
            for (int column = 0; column < metrics.metrics().size(); column++) {
                double value = metrics.value(entry, column);
                if (Double.isFinite(value)) {
                    line.writeNumberProperty(metrics.metrics().get(column).text(), value);
                }
            }
            line.writeEndObject();
        }
    }

    private static void finite(JsonGenerator line, String name, double number) {
        if (Double.isFinite(number)) {
            line.writeNumberProperty(name, number);
        } else {
            line.writeNullProperty(name);
        }
    }

    private static void tracks(JsonGenerator line, String name, List<Track> tracks, int point) {
        line.writeObjectPropertyStart(name);
        for (Track track : tracks) {
            line.writeName(track.name());
            if (track.detail() == Track.Detail.ALL) {
                line.writePOJO(track.nested(point));
            } else {
                line.writeStartObject();
                for (int i = 0; i < track.width(); i++) {
                    finite(line, Summary.NAMES.get(i), track.value(point, i));
                }
                line.writeEndObject();
            }
        }
        line.writeEndObject();
    }
}
