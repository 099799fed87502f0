package dev.downhill.export.plot;

import java.awt.Color;
import java.util.List;

/** The colours of a picture. */
public enum Theme {
    LIGHT(
            "#ffffff",
            "#1f2328",
            "#6b7280",
            "#e8eaed",
            List.of("#2f6fde", "#d9541e", "#1a8a5a", "#8b4fd1", "#0f8b99", "#c2367e", "#8a5a2b", "#5b6472")),
    DARK(
            "#14171c",
            "#e6e8eb",
            "#98a1ad",
            "#2a2f37",
            List.of("#6ea8ff", "#ff8f5c", "#4fcb93", "#bd92ff", "#45c6d4", "#f47db8", "#d3a06a", "#aab4c2"));

    private final Color background;
    private final Color text;
    private final Color quiet;
    private final Color grid;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Color> curves;

    Theme(String background, String text, String quiet, String grid, List<String> curves) {
        this.background = Color.decode(background);
        this.text = Color.decode(text);
        this.quiet = Color.decode(quiet);
        this.grid = Color.decode(grid);
        this.curves = curves.stream().map(Color::decode).toList();
    }

    Color background() {
        return background;
    }

    Color text() {
        return text;
    }

    /** Returns the colour of less prominent things: numbers on axes, references. */
    Color quiet() {
        return quiet;
    }

    Color grid() {
        return grid;
    }

    Color curve(int number) {
        return curves.get(number % curves.size());
    }
}
