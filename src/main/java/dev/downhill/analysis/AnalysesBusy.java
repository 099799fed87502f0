package dev.downhill.analysis;

/** Thrown when the analysis queue is full. */
final class AnalysesBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnalysesBusy() {
        super("the analysis queue is full");
    }
}
