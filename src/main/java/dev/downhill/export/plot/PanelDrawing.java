package dev.downhill.export.plot;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.DefaultXYDataset;

/** One panel on a canvas: a chart, its title above, and every curve's name at its end. */
final class PanelDrawing {
    /** The greatest number of points of a curve that is drawn with a mark on each. */
    private static final int MOST_MARKED = 40;

    /** The least number of stretches of a curve, even in a narrow panel. */
    private static final int LEAST_STRETCHES = 50;

    private static final double MARK = 4.5;
    private static final double GAP = 10;
    private static final float[] DASHES = {5, 4};

    private final Panel panel;
    private final Theme theme;
    private final Fonts fonts;
    private final int firstColor;

    /** @param firstColor the number of the first curve's colour */
    PanelDrawing(Panel panel, Theme theme, Fonts fonts, int firstColor) {
        this.panel = panel;
        this.theme = theme;
        this.fonts = fonts;
        this.firstColor = firstColor;
    }

    void draw(Graphics2D canvas, Rectangle2D area) {
        int stretches = (int) Math.max(LEAST_STRETCHES, area.getWidth());
        List<Curve> curves = panel.curves().stream()
                .map(curve -> curve.thinned(panel.scale(), stretches))
                .toList();
        boolean named = curves.size() > 1;
        var labels = new EndLabels(canvas, fonts.small(), area.getWidth() / 3);
        NumberAxis values = Axes.heights(panel, theme, fonts.small());
        XYPlot plot = plot(curves, values);
        for (int i = 0; named && i < curves.size(); i++) {
            Curve curve = curves.get(i);
            if (curve.points() > 0) {
                labels.add(curve.label(), curve.y()[curve.points() - 1], theme.curve(firstColor + i));
            }
        }
        panel.references().forEach(reference -> labels.add(reference.label(), reference.value(), theme.quiet()));
        double head = fonts.lineHeight() * 1.5;
        plot.setInsets(new RectangleInsets(head, 0, 0, labels.isEmpty() ? GAP : labels.width() + GAP));
        var chart = new JFreeChart(null, fonts.small(), plot, false);
        chart.setBackgroundPaint(null);
        var drawn = new ChartRenderingInfo();
        chart.draw(canvas, area, drawn);
        Rectangle2D data = drawn.getPlotInfo().getDataArea();
        title(canvas, area, data, named);
        labels.draw(data, value -> values.valueToJava2D(panel.scale().height(value), data, plot.getRangeAxisEdge()));
    }

    private void title(Graphics2D canvas, Rectangle2D area, Rectangle2D data, boolean named) {
        canvas.setFont(fonts.bold());
        canvas.setPaint(named ? theme.text() : theme.curve(firstColor));
        canvas.drawString(panel.title(), (float) data.getX(), (float) (area.getY() + fonts.lineHeight()));
    }

    private XYPlot plot(List<Curve> curves, NumberAxis values) {
        var data = new DefaultXYDataset();
        for (int i = 0; i < curves.size(); i++) {
            data.addSeries(i, new double[][] {places(curves.get(i)), heights(curves.get(i))});
        }
        NumberAxis across = Axes.across(panel, theme, fonts.small());
        across.setLabel(panel.across().label());
        across.setLabelFont(fonts.small());
        across.setLabelPaint(theme.quiet());
        values.setAxisLineVisible(false);
        var plot = new XYPlot(data, across, values, renderer(curves));
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(theme.grid());
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        for (Reference reference : panel.references()) {
            plot.addRangeMarker(
                    new ValueMarker(panel.scale().height(reference.value()), theme.quiet(), dashed()),
                    Layer.BACKGROUND);
        }
        for (int i = 0; i < panel.marks().size(); i++) {
            plot.addDomainMarker(mark(panel.marks().get(i), i), Layer.BACKGROUND);
        }
        return plot;
    }

    private static Stroke dashed() {
        return new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, DASHES, 0);
    }

    /** Returns a line from top to bottom, named at its left; the names of several stand below each other. */
    private ValueMarker mark(Reference mark, int number) {
        var line = new ValueMarker(panel.across().scale().height(mark.value()), theme.quiet(), dashed());
        line.setLabel(mark.label());
        line.setLabelFont(fonts.small());
        line.setLabelPaint(theme.quiet());
        line.setLabelBackgroundColor(theme.background());
        line.setLabelAnchor(RectangleAnchor.TOP_LEFT);
        line.setLabelTextAnchor(TextAnchor.TOP_RIGHT);
        line.setLabelOffset(new RectangleInsets(3 + number * fonts.lineHeight(), 3, 3, 3));
        return line;
    }

    /** Returns the places of a curve's points across. */
    private double[] places(Curve curve) {
        return Arrays.stream(curve.x()).map(panel.across().scale()::height).toArray();
    }

    /** Returns the heights of a curve; a value without a place on the axis leaves a gap. */
    private double[] heights(Curve curve) {
        return Arrays.stream(curve.y()).map(panel.scale()::height).toArray();
    }

    private XYLineAndShapeRenderer renderer(List<Curve> curves) {
        var renderer = new XYLineAndShapeRenderer(true, true);
        renderer.setDrawSeriesLineAsPath(true);
        var mark = new Ellipse2D.Double(-MARK / 2, -MARK / 2, MARK, MARK);
        Stroke line = new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        for (int i = 0; i < curves.size(); i++) {
            renderer.setSeriesPaint(i, theme.curve(firstColor + i));
            renderer.setSeriesStroke(i, line);
            renderer.setSeriesShape(i, mark);
            renderer.setSeriesShapesVisible(i, curves.get(i).points() <= MOST_MARKED);
        }
        return renderer;
    }

    /** The letters of a picture of some width. */
    record Fonts(Font small, Font bold) {
        static Fonts of(int width) {
            int size = width < 480 ? 11 : width < 1200 ? 12 : 14;
            return new Fonts(
                    new Font(Font.SANS_SERIF, Font.PLAIN, size), new Font(Font.SANS_SERIF, Font.BOLD, size + 1));
        }

        double lineHeight() {
            return bold.getSize() * 1.3;
        }
    }
}
