package dev.downhill.tutorial.markup;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The place of lines in a block that has none.
 *
 * @param at the offset at which the lines begin.
 * @param prefix what stands before each line, as in a quotation or a list.
 * @param lineBreak what each line ends with.
 * @param html whether characters that HTML reserves are escaped.
 */
public record Gap(int at, String prefix, String lineBreak, boolean html) {

    /** Returns the change that writes some lines. */
    public Edit fill(List<String> lines) {
        String text = lines.stream()
                .map(line -> prefix + (html ? escaped(line) : line) + lineBreak)
                .collect(Collectors.joining());
        return new Edit(at, at, text);
    }

    private static String escaped(String line) {
        return line.replace("&", "&amp;").replace("<", "&lt;");
    }
}
