package dev.downhill.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Pictures of runs, read by an XML parser and by a PNG decoder. */
@ServiceTest
class PlotTest {
    private static final String PLANE = """
            {"model": {"layers": [{"type": "linear", "units": 1}]}, "data": {"generator": "plane", "n": 20},
             "optimizer": {"type": "sgd", "learningRate": %s}, "steps": 600, "record": {"every": 1, "gradients": true}}""";

    private final Service service;

    PlotTest(Service service) {
        this.service = service;
    }

    @Test
    void firstLessonsPlotShowsWeightTrueValueAndLoss() throws Exception {
        Document picture = svg(finished(FirstLesson.JSON) + "/plot?target=3");

        assertThat(picture.getDoctype()).isNull();
        assertThat(picture.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(texts(picture)).contains("w", "loss", "step", "true: 3", "0", "10");
        NodeList all = picture.getElementsByTagName("*");
        assertThat(IntStream.range(0, all.getLength())
                        .mapToObj(i -> ((Element) all.item(i)).getAttribute("stroke-dasharray")))
                .contains("5,4");
    }

    @Test
    void pngHasTheRequestedSizeAndTheme() throws Exception {
        String job = finished(FirstLesson.JSON);

        BufferedImage light = png(job + "/plot?width=400&height=300");
        BufferedImage dark = png(job + "/plot?theme=dark&width=640");

        assertThat(light.getWidth()).isEqualTo(400);
        assertThat(light.getHeight()).isEqualTo(300);
        assertThat(light.getRGB(0, 0)).isEqualTo(0xffffffff);
        assertThat(dark.getWidth()).isEqualTo(640);
        assertThat(dark.getRGB(0, 0)).isEqualTo(0xff14171c);
        assertThat(colors(light)).contains(0xff2f6fde, 0xffd9541e);
    }

    @Test
    void curvesAreChosenByName() throws Exception {
        String job = finished(PLANE.formatted("0.1"));

        Document picture = svg(job + "/plot?curves=0.weight%5B0%5D%5B1%5D,0.weight.grad");

        assertThat(texts(picture))
                .contains("0.weight[0][1]", "gradients", "0.weight[0][0].grad", "0.weight[0][1].grad")
                .doesNotContain("loss");
    }

    @Test
    void drawsTheTestLossOverTheTrainingLoss() throws Exception {
        String job = finished(PLANE.formatted("0.1").replace("\"n\": 20", "\"n\": 20, \"testFraction\": 0.3"));

        assertThat(texts(svg(job + "/plot"))).contains("loss", "testLoss");
        assertThat(texts(svg(job + "/plot?curves=testLoss")))
                .contains("testLoss")
                .doesNotContain("loss", "parameters");
    }

    @Test
    void logarithmicAxisShowsOrdersOfMagnitude() throws Exception {
        String job = finished(FirstLesson.JSON);

        assertThat(texts(svg(job + "/plot?scale=log"))).contains("1e\u22126", "0.01");
        assertThat(texts(svg(job + "/plot?scale=linear"))).doesNotContain("1e\u22126");
    }

    @ParameterizedTest
    @CsvSource({"linear", "log"})
    void drawsADivergedRunUpToItsLastFiniteStep(String scale) throws Exception {
        String job = finished(PLANE.formatted("100"));

        assertThat(colors(png(job + "/plot?scale=" + scale))).contains(0xffffffff);
        assertThat(texts(svg(job + "/plot?scale=" + scale))).contains("loss", "step");
    }

    @ParameterizedTest
    @CsvSource({
        "curves=v, curves",
        "curves=w.grad.grad, curves",
        "width=199, width",
        "width=1000000000, width",
        "height=0, height",
        "width=wide, width",
        "theme=sepia, theme",
        "scale=cubic, scale",
        "target=three, target",
        "target=NaN, target"
    })
    void answers400AndNamesAnInvalidParameter(String query, String parameter) throws Exception {
        String job = finished(FirstLesson.JSON);

        HttpResponse<String> answer = service.get(job + "/plot?" + query, "Accept", "image/png");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("'" + parameter + "'");
    }

    @Test
    void pictureShowsANameOfAnyCharacters() throws Exception {
        String job = finished(FirstLesson.JSON.replace(
                "{\"model\"", "{\"name\": \"a\\u0001 \\ud83d\\ude00 <&> \\u001b\", \"model\""));

        assertThat(texts(svg(job + "/plot"))).contains("a\ufffd \ud83d\ude00 <&> \ufffd");
        assertThat(texts(svg(job + "/plot?target=a%02:3"))).contains("a\ufffd: 3");
        assertThat(colors(png(job + "/plot"))).hasSizeGreaterThan(2);
    }

    @Test
    void doesNotListTheNumbersOfALargeTensor() throws Exception {
        String job = finished("""
                {"model": {"layers": [{"type": "linear", "units": 100}, {"type": "linear", "units": 1}]},
                 "data": {"generator": "plane", "n": 20}, "steps": 3, "record": {"parameters": "all"}}""");

        HttpResponse<String> all = service.get(job + "/plot?curves=0.weight");

        assertThat(all.statusCode()).isEqualTo(400);
        assertThat(all.body()).contains("200 curves");
        assertThat(texts(svg(job + "/plot?curves=0.weight%5B99%5D%5B1%5D"))).contains("0.weight[99][1]");
    }

    @Test
    void errorsAreProblemsEvenIfOnlyPicturesAreAccepted() throws Exception {
        HttpResponse<String> unknown = service.get("/jobs/none/plot", "Accept", "image/png");
        HttpResponse<String> other = service.get(finished(FirstLesson.JSON) + "/plot", "Accept", "image/gif");

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(other.statusCode()).isEqualTo(406);
        for (HttpResponse<String> answer : List.of(unknown, other)) {
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    private String finished(String specification) throws Exception {
        return Service.location(service.post(specification, "Prefer", "wait=30"));
    }

    private Document svg(String path) throws Exception {
        HttpResponse<String> answer = service.get(path, "Accept", "image/svg+xml");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/svg+xml");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)));
    }

    private BufferedImage png(String path) throws Exception {
        HttpResponse<byte[]> answer = service.file(path, "image/png");
        assertThat(answer.statusCode()).isEqualTo(200);
        return ImageIO.read(new ByteArrayInputStream(answer.body()));
    }

    private static List<String> texts(Document picture) {
        NodeList texts = picture.getElementsByTagName("text");
        return IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
    }

    private static Set<Integer> colors(BufferedImage image) {
        Set<Integer> colors = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colors.add(image.getRGB(x, y));
            }
        }
        return colors;
    }
}
