package dev.downhill.export.trajectory;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.downhill.training.record.Track;
import dev.downhill.training.record.Trajectory;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;

/** A trajectory as CSV (RFC 4180): one row a step, one column a number, written row by row. */
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
            row.endRecord();
        }
        csv.flush();
    }
}
