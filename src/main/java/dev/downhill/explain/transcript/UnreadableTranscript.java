package dev.downhill.explain.transcript;

import java.util.List;

/** Lines in which no number of a run is recognised. */
public final class UnreadableTranscript extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableTranscript(List<String> parameters) {
        super("no line has a number of the run, such as 'loss=0.25'; the parameters are "
                + String.join(", ", parameters.subList(0, Math.min(20, parameters.size()))));
    }
}
