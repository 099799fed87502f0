package dev.downhill.export.plot;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The figure of a range test: the loss over the learning rate. */
public final class RatesFigure {
    private final List<Double> rates;
    private final List<Curve> curves = new ArrayList<>();
    private final List<Reference> marks = new ArrayList<>();
    private final int width;

    /**
     * Returns a figure without curves.
     *
     * @param rates the learning rates, ascending
     * @param width the width of the picture in pixels
     */
    public RatesFigure(List<Double> rates, int width) {
        this.rates = List.copyOf(rates);
        this.width = width;
    }

    /** Adds a curve over the rates. */
    public RatesFigure curve(String label, List<Double> losses, Scale scale) {
        curves.add(Curve.of(label, rates.size(), rates::get, losses::get, scale, width));
        return this;
    }

    /** Adds a dashed line at a rate, unless there is none or it lies beyond the rates. */
    public RatesFigure mark(String label, @Nullable Double rate) {
        if (rate != null && !rates.isEmpty() && rate >= rates.getFirst() && rate <= rates.getLast()) {
            marks.add(new Reference(label, rate));
        }
        return this;
    }

    /** Returns the figure. */
    public Figure of(String title, Scale scale) {
        return new Figure(
                title, List.of(new Panel("loss", scale, curves, List.of(), Panel.Across.LEARNING_RATES, marks)));
    }
}
