package dev.downhill.explain.graph;

import dev.downhill.engine.autograd.Allowance;
import dev.downhill.explain.graph.GraphView.Edge;
import dev.downhill.explain.graph.GraphView.Node;
import dev.downhill.export.XmlText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** A graph as a drawing, laid out in layers by the Eclipse Layout Kernel. */
public final class Svg {
    private static final int CHARACTER = 7;
    private static final int HEIGHT = 40;
    private static final int MARGIN = 20;
    private static final int LONGEST = 40;

    /** An upper bound, measured, of the bytes that the layout and the text of one part take. */
    private static final long BYTES_PER_PART = 5000;

    private static final String STYLE = """
            <style>text{font:12px monospace;text-anchor:middle;fill:#222}.shape{font-size:10px;fill:#666}
            rect{stroke:#555;fill:#fff}.parameter rect{fill:#fde7c8}.frozen rect{fill:#eee}.input rect,.target rect{fill:#d9ead3}
            .loss rect{fill:#f4cccc}.constant rect,.mask rect{stroke-dasharray:3}
            path{fill:none;stroke:#555}.fixed{stroke:#bbb}</style>
            <defs><marker id="to" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">\
            <path d="M0 0L8 4L0 8z" style="fill:#555"/></marker></defs>
            """;

    static {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    private final Map<String, ElkNode> places = new HashMap<>();
    private final Map<ElkEdge, Edge> lines = new LinkedHashMap<>();
    private final ElkNode root = ElkGraphUtil.createGraph();
    private final GraphView graph;

    private Svg(GraphView graph) {
        this.graph = graph;
    }

    /**
     * Returns the drawing.
     *
     * @param mostParts the greatest number of boxes, lines and bends
     * @throws DrawingTooLarge if the drawing has more
     * @throws CancellationException if the thread is interrupted
     */
    public static String of(GraphView graph, int mostParts) {
        long parts = Layering.parts(graph);
        if (parts > mostParts) {
            throw new DrawingTooLarge(parts, mostParts);
        }
        Allowance.take(BYTES_PER_PART * parts);
        var svg = new Svg(graph);
        svg.layOut();
        return svg.draw();
    }

    private void layOut() {
        for (Node node : graph.nodes()) {
            ElkNode place = ElkGraphUtil.createNode(root);
            int characters =
                    Math.max(title(node).length(), node.shape().toString().length());
            place.setDimensions((double) characters * CHARACTER + MARGIN, HEIGHT);
            places.put(node.id(), place);
        }
        for (Edge edge : graph.edges()) {
            lines.put(ElkGraphUtil.createSimpleEdge(place(edge.from()), place(edge.to())), edge);
        }
        root.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.POLYLINE);
        root.setProperty(LayeredOptions.PADDING, new ElkPadding(MARGIN));
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        new RecursiveGraphLayoutEngine().layout(root, new Watch());
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the graph was not drawn in time");
        }
    }

    /** Ends the layout between two of its phases when the thread is interrupted. */
    private static final class Watch extends BasicProgressMonitor {
        @Override
        public boolean isCanceled() {
            return Thread.currentThread().isInterrupted();
        }

        @Override
        protected BasicProgressMonitor doSubTask(float work, int maxLevels) {
            return new Watch();
        }
    }

    private ElkNode place(String id) {
        return Objects.requireNonNull(places.get(id), id);
    }

    private String draw() {
        var svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\">%n",
                root.getWidth(),
                root.getHeight(),
                root.getWidth(),
                root.getHeight()));
        svg.append("<title>computation graph</title>\n").append(STYLE);
        lines.forEach((line, edge) -> svg.append(path(line, edge)));
        graph.nodes().forEach(node -> svg.append(box(node, place(node.id()))));
        return svg.append("</svg>\n").toString();
    }

    private static String path(ElkEdge line, Edge edge) {
        var path = new StringBuilder();
        for (ElkEdgeSection section : line.getSections()) {
            path.append(point('M', section.getStartX(), section.getStartY()));
            for (ElkBendPoint bend : section.getBendPoints()) {
                path.append(point('L', bend.getX(), bend.getY()));
            }
            path.append(point('L', section.getEndX(), section.getEndY()));
        }
        String style = edge.differentiable() ? "" : " class=\"fixed\"";
        return "<path id=\"" + escaped(edge.id()) + "\"" + style + " d=\"" + path + "\" marker-end=\"url(#to)\"/>\n";
    }

    private static String point(char command, double x, double y) {
        return String.format(Locale.ROOT, "%c%.1f %.1f", command, x, y);
    }

    private static String box(Node node, ElkNode place) {
        double middle = place.getWidth() / 2;
        String kind = node.id().equals("loss") ? "loss" : node.kind();
        return String.format(
                Locale.ROOT,
                "<g id=\"%s\" class=\"%s\" transform=\"translate(%.1f %.1f)\"><title>%s</title>"
                        + "<rect width=\"%.1f\" height=\"%d\" rx=\"4\"/><text x=\"%.1f\" y=\"17\">%s</text>"
                        + "<text class=\"shape\" x=\"%.1f\" y=\"32\">%s</text></g>%n",
                escaped(node.id()),
                kind,
                place.getX(),
                place.getY(),
                escaped(node.formula()),
                place.getWidth(),
                HEIGHT,
                middle,
                escaped(title(node)),
                middle,
                node.shape().isEmpty() ? "" : node.shape().toString());
    }

    private static String title(Node node) {
        String title = node.kind().equals("constant") ? node.op() : node.id();
        return title.length() <= LONGEST ? title : title.substring(0, LONGEST - 1) + "…";
    }

    /** Returns a text escaped for XML, without the characters that XML forbids. */
    private static String escaped(String text) {
        return XmlText.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
