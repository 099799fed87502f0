package dev.downhill.export.plot;

import java.awt.BasicStroke;
import java.awt.Font;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.TickUnitSource;
import org.jfree.data.Range;

/** The axes of a panel: their ranges, and how they look. */
final class Axes {
    /** Beyond it differences overflow. */
    private static final double GREATEST = 1e307;

    private static final double LEAST_RELATIVE_LENGTH = 1e-9;
    private static final double MARGIN = 0.06;
    private static final double NARROW = 0.015;

    private Axes() {}

    /** Returns the axis of the steps, or of what else the curves are drawn over. */
    static NumberAxis across(Panel panel, Theme theme, Font font) {
        Scale scale = panel.across().scale();
        DoubleStream places = panel.curves().stream().flatMapToDouble(curve -> Arrays.stream(curve.x()));
        Range range = range(places.map(scale::height), NARROW);
        return axis(range, NumberAxis.createIntegerTickUnits(Locale.ROOT), scale, theme, font);
    }

    /** Returns the axis of the heights. */
    static NumberAxis heights(Panel panel, Theme theme, Font font) {
        DoubleStream curves = panel.curves().stream().flatMapToDouble(curve -> Arrays.stream(curve.y()));
        DoubleStream references = panel.references().stream().mapToDouble(Reference::value);
        DoubleStream heights = DoubleStream.concat(curves, references).map(panel.scale()::height);
        Range range = range(heights, MARGIN);
        boolean decades = panel.scale() == Scale.LOG && range.getLength() > 2;
        TickUnitSource ticks = decades
                ? NumberAxis.createIntegerTickUnits(Locale.ROOT)
                : NumberAxis.createStandardTickUnits(Locale.ROOT);
        return axis(range, ticks, panel.scale(), theme, font);
    }

    private static Range range(DoubleStream heights, double margin) {
        DoubleSummaryStatistics found = heights.filter(Double::isFinite)
                .map(height -> Math.clamp(height, -GREATEST, GREATEST))
                .summaryStatistics();
        Range range = found.getCount() == 0 ? new Range(0, 0) : new Range(found.getMin(), found.getMax());
        double center = range.getCentralValue();
        if (range.getLength() <= LEAST_RELATIVE_LENGTH * Math.abs(center)) {
            double half = center == 0 ? 1 : Math.abs(center) / 2;
            return new Range(center - half, center + half);
        }
        return Range.expand(range, margin, margin);
    }

    private static NumberAxis axis(Range range, TickUnitSource ticks, Scale scale, Theme theme, Font font) {
        NumberAxis axis = new NumberAxis();
        axis.setStandardTickUnits(ticks);
        axis.setNumberFormatOverride(new ShortNumberFormat(scale));
        axis.setRange(range);
        axis.setTickLabelFont(font);
        axis.setTickLabelPaint(theme.quiet());
        axis.setAxisLinePaint(theme.grid());
        axis.setAxisLineStroke(new BasicStroke(1));
        axis.setTickMarksVisible(false);
        return axis;
    }
}
