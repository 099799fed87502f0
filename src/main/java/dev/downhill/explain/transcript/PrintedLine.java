package dev.downhill.explain.transcript;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line that a training loop prints: {@code step 3: w=3.0240, loss=0.9216} or {@code Epoch 1/10, Loss: 0.1234}.
 *
 * @param first its first line, from 0
 * @param skeleton what it has in common with the other lines of its print statement
 */
record PrintedLine(int first, String text, String skeleton, List<PrintedLabel> labels, List<PrintedGroup> groups) {
    PrintedLine {
        labels = List.copyOf(labels);
        groups = List.copyOf(groups);
    }

    @Nullable
    PrintedLabel label(LabelWord counts) {
        return labels.stream()
                .filter(label -> label.counts() == counts)
                .findFirst()
                .orElse(null);
    }

    boolean isLabelled() {
        return !labels.isEmpty();
    }
}
