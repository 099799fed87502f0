package dev.downhill.export.plot;

import java.util.List;

/** A curve that a run does not have. */
public final class UnknownCurve extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_NAMED = 20;

    UnknownCurve(String name, List<String> known) {
        super("there is no curve '" + name + "'; there are "
                + String.join(", ", known.subList(0, Math.min(known.size(), MOST_NAMED)))
                + (known.size() > MOST_NAMED ? ", ..." : ""));
    }
}
