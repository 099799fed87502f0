package dev.downhill.export.plot;

import dev.downhill.engine.autograd.Allowance;
import dev.downhill.export.plot.PanelDrawing.Fonts;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A figure of some size, as SVG or PNG; drawn without a screen.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record Picture(Figure figure, Theme theme, int width, int height) {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final double LEAST_PANEL_WIDTH = 270;
    private static final double MARGIN = 12;

    /** An image's pixels, and what they are written to. */
    private static final int BYTES_PER_PIXEL = 8;

    /** A point in a path, and as text in a document and in what is written from it. */
    private static final int BYTES_PER_POINT = 200;

    /** Letters, axes, and what a document or an image has around them. */
    private static final int BYTES_OF_PICTURE = 1 << 20;

    /** Returns a height that suits a width, which is lower for panels side by side than for panels one above the other. */
    public static int heightOf(Figure figure, int width) {
        int panels = Math.max(1, figure.panels().size());
        int columns = columns(panels, width);
        double panelWidth = (double) width / columns;
        double rows = Math.ceilDiv(panels, columns);
        return (int) Math.round(rows * panelWidth * (panelWidth < 480 ? 0.72 : 0.5) + 24);
    }

    private static int columns(int panels, int width) {
        return (int) Math.clamp((long) (width / LEAST_PANEL_WIDTH), 1, panels);
    }

    /** Returns the picture as an SVG document, whose text is text. */
    public byte[] svg() {
        Allowance.take(bytesOfLines());
        try {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
            var canvas = new SVGGraphics2D(document);
            canvas.setSVGCanvasSize(new Dimension(width, height));
            draw(canvas);
            Element root = canvas.getRoot();
            root.setAttribute("viewBox", "0 0 " + width + " " + height);
            root.setAttribute("role", "img");
            Element title = document.createElementNS(SVG, "title");
            title.setTextContent(description());
            root.insertBefore(title, root.getFirstChild());
            var bytes = new ByteArrayOutputStream();
            TransformerFactory.newInstance().newTransformer().transform(new DOMSource(root), new StreamResult(bytes));
            return bytes.toByteArray();
        } catch (ParserConfigurationException | TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the picture as a PNG image. */
    public byte[] png() {
        Allowance.take(bytesOfLines() + (long) BYTES_PER_PIXEL * width * height);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        draw(canvas);
        canvas.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void draw(Graphics2D canvas) {
        Fonts fonts = Fonts.of(width);
        canvas.setPaint(theme.background());
        canvas.fillRect(0, 0, width, height);
        double top = MARGIN / 2;
        if (!figure.title().isEmpty()) {
            canvas.setFont(fonts.bold());
            canvas.setPaint(theme.text());
            canvas.drawString(figure.title(), (float) MARGIN, (float) (top + fonts.lineHeight()));
            top += fonts.lineHeight() + MARGIN / 2;
        }
        List<Panel> panels = figure.panels();
        int columns = columns(Math.max(1, panels.size()), width);
        int rows = Math.ceilDiv(Math.max(1, panels.size()), columns);
        double panelWidth = (width - MARGIN) / columns - MARGIN;
        double panelHeight = (height - top - MARGIN / 2) / rows;
        int color = 0;
        for (int i = 0; i < panels.size(); i++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the picture was not drawn in time");
            }
            double x = MARGIN + i % columns * (panelWidth + MARGIN);
            int row = i / columns;
            double y = top + row * panelHeight;
            new PanelDrawing(panels.get(i), theme, fonts, color)
                    .draw(canvas, new Rectangle2D.Double(x, y, panelWidth, panelHeight));
            color += panels.get(i).curves().size();
        }
    }

    private long bytesOfLines() {
        long points = figure.panels().stream()
                .flatMap(panel -> panel.curves().stream())
                .mapToLong(Curve::points)
                .sum();
        return BYTES_OF_PICTURE + points * BYTES_PER_POINT;
    }

    private String description() {
        String panels =
                String.join(", ", figure.panels().stream().map(Panel::title).toList());
        String across = figure.panels().isEmpty()
                ? Panel.Across.STEPS.plural()
                : figure.panels().getFirst().across().plural();
        return (figure.title().isEmpty() ? "" : figure.title() + ": ") + panels + " over the " + across;
    }
}
