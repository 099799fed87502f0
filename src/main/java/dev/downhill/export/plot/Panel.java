package dev.downhill.export.plot;

import dev.downhill.export.XmlText;
import java.util.List;

/**
 * Curves on one pair of axes.
 *
 * @param references heights that are drawn as dashed lines
 * @param across what the curves are drawn over
 * @param marks places across that are drawn as dashed lines
 */
public record Panel(
        String title,
        Scale scale,
        List<Curve> curves,
        List<Reference> references,
        Across across,
        List<Reference> marks) {
    public Panel {
        title = XmlText.of(title);
        curves = List.copyOf(curves);
        references = List.copyOf(references);
        marks = List.copyOf(marks);
    }

    /** Returns a panel of curves over the steps. */
    public Panel(String title, Scale scale, List<Curve> curves, List<Reference> references) {
        this(title, scale, curves, references, Across.STEPS, List.of());
    }

    /** The quantity that curves are drawn over. */
    public enum Across {
        STEPS("step", "steps", Scale.LINEAR),
        LEARNING_RATES("learning rate", "learning rates", Scale.LOG);

        private final String label;
        private final String plural;
        private final Scale scale;

        Across(String label, String plural, Scale scale) {
            this.label = label;
            this.plural = plural;
            this.scale = scale;
        }

        String label() {
            return label;
        }

        String plural() {
            return plural;
        }

        Scale scale() {
            return scale;
        }
    }
}
