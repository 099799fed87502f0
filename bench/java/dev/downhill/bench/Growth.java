package dev.downhill.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Measures how the time of a step grows with rows, units and layers, and draws it. */
final class Growth {
    private Growth() {}

    static void measure(Figures figures) throws InterruptedException, IOException {
        var rows = series(figures, "rows", 1 << 14, 4, n -> "2-16-16-2:tanh:%d:adam:0".formatted(n));
        var units = series(figures, "units", 512, 2, n -> "16-%d-2:tanh:64:adam:0".formatted(n));
        var layers = series(figures, "hidden layers", 32, 2, n -> "2%s-2:tanh:64:adam:0".formatted("-16".repeat(n)));
        var all = new XYSeriesCollection();
        all.addSeries(rows);
        all.addSeries(units);
        all.addSeries(layers);
        Path folder = Files.createDirectories(Path.of("target", "bench"));
        draw(all, folder.resolve("growth.png").toFile());
    }

    /** Measures a step at 1, and at each power up to the most; float64, one thread. */
    private static XYSeries series(Figures figures, String what, int most, int factor, IntFunction<String> network)
            throws InterruptedException {
        var series = new XYSeries(what);
        double worst = 0;
        double before = Double.NaN;
        for (int n = 1; n <= most; n *= factor) {
            double time = MeasuredProcess.downhill(Network.parse(network.apply(n)), "float64", 1) / 1e3;
            series.add(n, time);
            figures.add("%,d %s, a step".formatted(n, what), time, "us", "");
            if (n > 1) {
                worst = Math.max(worst, time / before / factor);
            }
            before = time;
        }
        figures.add(
                String.format(Locale.ROOT, "%d times the %s, most times the time, as a share of %d", factor, what, factor),
                worst,
                "times",
                "at most 1: linear or better");
        return series;
    }

    private static void draw(XYSeriesCollection all, File file) throws IOException {
        JFreeChart chart = ChartFactory.createXYLineChart(null, "how many", "microseconds a step", all);
        XYPlot plot = chart.getXYPlot();
        var across = new LogAxis("how many");
        across.setBase(2);
        plot.setDomainAxis(across);
        plot.setRangeAxis(new LogAxis("microseconds a step"));
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        var lines = new XYLineAndShapeRenderer(true, true);
        for (int i = 0; i < all.getSeriesCount(); i++) {
            lines.setSeriesStroke(i, new BasicStroke(2));
        }
        plot.setRenderer(lines);
        ChartUtils.saveChartAsPNG(file, chart, 800, 420);
    }
}
