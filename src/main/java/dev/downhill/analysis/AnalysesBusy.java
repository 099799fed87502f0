package dev.downhill.analysis;

/** As many analyses wait as may wait. */
final class AnalysesBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnalysesBusy() {
        super("as many analyses are waiting as may wait");
    }
}
