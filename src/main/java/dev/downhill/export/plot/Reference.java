package dev.downhill.export.plot;

import dev.downhill.export.XmlText;

/** A value that curves are to come to, drawn as a dashed line. */
public record Reference(String label, double value) {
    public Reference {
        label = XmlText.of(label);
    }
}
