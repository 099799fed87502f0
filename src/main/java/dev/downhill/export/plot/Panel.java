package dev.downhill.export.plot;

import java.util.List;

/** Curves on one pair of axes, over the steps. */
public record Panel(String title, Scale scale, List<Curve> curves, List<Reference> references) {
    public Panel {
        curves = List.copyOf(curves);
        references = List.copyOf(references);
    }
}
