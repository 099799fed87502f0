package dev.downhill.export.plot;

import dev.downhill.export.XmlText;
import java.util.List;

/**
 * A picture: panels side by side, or one above the other where there is no room.
 *
 * @param title what is above them; may be empty
 */
public record Figure(String title, List<Panel> panels) {
    public Figure {
        title = XmlText.of(title);
        panels = List.copyOf(panels);
    }
}
