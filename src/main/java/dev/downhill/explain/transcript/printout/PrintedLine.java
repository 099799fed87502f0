package dev.downhill.explain.transcript.printout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line that a training loop prints: {@code step 3: w=3.0240, loss=0.9216} or {@code Epoch 1/10, Loss: 0.1234}.
 *
 * @param first its first line, from 0
 * @param skeleton what it has in common with the other lines of its print statement
 */
public record PrintedLine(
        int first, String text, String skeleton, List<PrintedLabel> labels, List<PrintedGroup> groups) {
    public PrintedLine {
        labels = List.copyOf(labels);
        groups = List.copyOf(groups);
    }

    @Nullable
    public PrintedLabel label(LabelWord counts) {
        return labels.stream()
                .filter(label -> label.counts() == counts)
                .findFirst()
                .orElse(null);
    }

    public boolean isLabelled() {
        return !labels.isEmpty();
    }
}
