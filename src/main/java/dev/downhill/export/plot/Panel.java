package dev.downhill.export.plot;

import dev.downhill.export.XmlText;
import java.util.List;

/** Curves on one pair of axes, over the steps. */
public record Panel(String title, Scale scale, List<Curve> curves, List<Reference> references) {
    public Panel {
        title = XmlText.of(title);
        curves = List.copyOf(curves);
        references = List.copyOf(references);
    }
}
