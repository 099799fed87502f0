package dev.downhill.export.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Names at the right of a chart, each as near to the height of its value as the others leave room. */
final class EndLabels {
    private static final double GAP = 7;

    private final Graphics2D canvas;
    private final Font font;
    private final FontMetrics metrics;
    private final double widest;
    private final List<Label> labels = new ArrayList<>();

    private record Label(String text, double value, Color color) {}

    private record Placed(Label label, double y) {}

    /** @param widest how wide a label may be */
    EndLabels(Graphics2D canvas, Font font, double widest) {
        this.canvas = canvas;
        this.font = font;
        this.metrics = canvas.getFontMetrics(font);
        this.widest = widest;
    }

    void add(String text, double value, Color color) {
        labels.add(new Label(fitting(text), value, color));
    }

    boolean isEmpty() {
        return labels.isEmpty();
    }

    /** Returns how much room they take. */
    double width() {
        return GAP
                + labels.stream()
                        .mapToInt(label -> metrics.stringWidth(label.text()))
                        .max()
                        .orElse(0);
    }

    /** @param height gives a value's place on the canvas */
    void draw(Rectangle2D data, DoubleUnaryOperator height) {
        canvas.setFont(font);
        double middle = (metrics.getAscent() - metrics.getDescent()) / 2.0;
        for (Placed placed : spread(data, height)) {
            canvas.setPaint(placed.label().color());
            canvas.drawString(placed.label().text(), (float) (data.getMaxX() + GAP), (float) (placed.y() + middle));
        }
    }

    /** Downwards as far apart as a line is high, then back up from the bottom where they ran over it. */
    private List<Placed> spread(Rectangle2D data, DoubleUnaryOperator height) {
        double line = metrics.getHeight() * 0.95;
        List<Placed> all = new ArrayList<>();
        for (Label label : labels) {
            double y = height.applyAsDouble(label.value());
            all.add(new Placed(label, Double.isNaN(y) ? data.getMaxY() : Math.clamp(y, data.getY(), data.getMaxY())));
        }
        all.sort(Comparator.comparingDouble(Placed::y));
        int room = (int) Math.max(1, data.getHeight() / line);
        List<Placed> kept = new ArrayList<>();
        for (int i = 0; i < Math.min(room, all.size()); i++) {
            kept.add(all.get((int) ((long) i * all.size() / Math.min(room, all.size()))));
        }
        for (int i = 1; i < kept.size(); i++) {
            kept.set(
                    i, at(kept.get(i), Math.max(kept.get(i).y(), kept.get(i - 1).y() + line)));
        }
        double limit = data.getMaxY();
        for (int i = kept.size() - 1; i >= 0; i--) {
            kept.set(i, at(kept.get(i), Math.min(kept.get(i).y(), limit)));
            limit = kept.get(i).y() - line;
        }
        return kept;
    }

    private static Placed at(Placed placed, double y) {
        return new Placed(placed.label(), y);
    }

    private String fitting(String text) {
        String shown = text;
        while (shown.length() > 2 && metrics.stringWidth(shown) > widest) {
            shown = shown.substring(0, shown.length() - 2) + "\u2026";
        }
        return shown;
    }
}
