package dev.downhill.export.trajectory;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.downhill.training.record.Metric;
import dev.downhill.training.record.MetricHistory;
import dev.downhill.training.record.Track;
import dev.downhill.training.record.Trajectory;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;

/** A trajectory as CSV (RFC 4180): one row a step, one column a number, written row by row. A metric that was not evaluated is an empty cell. */
public final class TrajectoryCsv {
    private TrajectoryCsv() {}

    public static void write(Trajectory trajectory, Selection selection, Writer to) throws IOException {
        List<Track> parameters = selection.of(trajectory.parameters());
        List<Track> gradients = selection.of(trajectory.gradients());
        List<Track> tracks = new ArrayList<>(parameters);
        tracks.addAll(gradients);
        CsvWriter csv = CsvWriter.builder().build(to);
        CsvWriter.CsvWriterRecord header = csv.writeRecord().writeField("step").writeField("loss");
        parameters.forEach(track -> track.labels().forEach(header::writeField));
        gradients.forEach(track -> track.labels().forEach(label -> header.writeField(label + ".grad")));
        MetricHistory metrics = trajectory.metrics();
        int columns = metrics.hasMoreThanTestLoss() ? metrics.metrics().size() : 0;
        metrics.metrics().stream().limit(columns).map(Metric::text).forEach(header::writeField);
        header.endRecord();
        PrimitiveIterator.OfInt points = selection.points(trajectory).iterator();
        while (points.hasNext()) {
            int point = points.nextInt();
            CsvWriter.CsvWriterRecord row = csv.writeRecord();
            row.writeField(Long.toString(trajectory.step(point)));
            row.writeField(Double.toString(trajectory.loss(point)));
            for (Track track : tracks) {
                for (int i = 0; i < track.width(); i++) {
                    row.writeField(Double.toString(track.value(point, i)));
                }
            }
            int entry = metrics.at(trajectory.step(point));
            for (int column = 0; column < columns; column++) {
                double value = entry < 0 ? Double.NaN : metrics.value(entry, column);
                row.writeField(Double.isNaN(value) ? "" : Double.toString(value));
            }
            row.endRecord();
        }
        csv.flush();
    }
}
