package dev.downhill.explain.graph;

/** A graph that would take too long to lay out. */
public final class DrawingTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DrawingTooLarge(long parts, int most) {
        super("the drawing of this graph has " + parts
                + " parts (boxes, lines, and the layers that long lines cross), but at most " + most
                + " are laid out; the JSON and 'Accept: text/vnd.graphviz' give the graph without a drawing");
    }
}
