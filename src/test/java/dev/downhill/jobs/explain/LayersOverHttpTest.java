package dev.downhill.jobs.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The layers of a step over HTTP. */
@ServiceTest
class LayersOverHttpTest {
    private static final String JOB = """
            {"model": {"layers": [{"type": "unflatten", "shape": [1, 8, 8]},
              {"type": "conv2d", "outChannels": 4, "kernelSize": 3, "activation": "relu"}, {"type": "batchNorm"},
              {"type": "maxPool2d", "kernelSize": 2}, {"type": "flatten"}, {"type": "linear", "units": 10}]},
             "data": {"dataset": "digits"}, "batchSize": 8, "optimizer": {"type": "sgd", "learningRate": 0.01}, "steps": 2}""";

    private final Service service;
    private String step = "";

    LayersOverHttpTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void train() throws Exception {
        HttpResponse<String> answer = service.post(JOB, "Prefer", "wait=30");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        step = Service.location(answer) + "/steps/2";
    }

    @Test
    void aStepOpensItsLayersAtTheirFirstElement() throws Exception {
        JsonNode layers = service.json(service.get(step)).get("layers");

        assertThat(layers.findValuesAsString("layer")).containsExactly("1.conv2d", "2.batchNorm", "3.maxPool2d");
        assertThat(layers.at("/0/shape").toString()).isEqualTo("[4,6,6]");
        assertThat(layers.at("/0/element").toString()).isEqualTo("[0,0,0]");
        assertThat(layers.at("/0/arithmetic/patch/0")).hasSize(3);
        assertThat(layers.at("/1/arithmetic/count").asInt()).isEqualTo(8 * 36);
        assertThat(layers.at("/2/arithmetic/pool").asString()).isEqualTo("max");
    }

    @Test
    void aLayerIsOpenedAloneAtAnElementOfARow() throws Exception {
        JsonNode answer = service.json(service.get(step + "?row=5&layer=1&element=3,0,5"));

        assertThat(answer.at("/row/index").asInt()).isEqualTo(5);
        assertThat(answer.get("layers")).hasSize(1);
        assertThat(answer.at("/layers/0/element").toString()).isEqualTo("[3,0,5]");
        assertThat(answer.at("/layers/0/arithmetic/from").toString()).isEqualTo("[0,5]");
        double sum = 0;
        for (JsonNode products : answer.at("/layers/0/arithmetic/products/0")) {
            for (JsonNode product : products) {
                sum += product.asDouble();
            }
        }
        assertThat(answer.at("/layers/0/arithmetic/sum").asDouble())
                .isCloseTo(sum, org.assertj.core.data.Offset.offset(1e-12));
    }

    @Test
    void textHasTheSameNumbers() throws Exception {
        String whole = service.get(step, "Accept", "text/plain").body();
        String alone = service.get(step + "?layer=3&element=1,2,2", "Accept", "text/plain")
                .body();

        assertThat(whole).contains("\nLayers\n", "1.conv2d, element [0, 0, 0] of shape (4, 6, 6): value ");
        assertThat(alone)
                .contains(
                        "3.maxPool2d, element [1, 2, 2] of shape (4, 3, 3)",
                        "window from [4, 4]: ",
                        "the greatest, at [");
    }

    @Test
    void whatCannotBeOpenedIsRefusedWithTheParameterAndTheShape() throws Exception {
        assertThat(service.get(step + "?layer=1&element=4,0,0").body())
                .contains("bad-parameter", "'element'", "[4, 0, 0]", "(4, 6, 6) of 1.conv2d");
        assertThat(service.get(step + "?element=0,9").body())
                .contains("'element'", "(4, 6, 6) of 1.conv2d", "(4, 3, 3) of 3.maxPool2d");
        assertThat(service.get(step + "?layer=1&element=a").body()).contains("'element'", "3,0,5");
        assertThat(service.get(step + "?layer=0").body()).contains("'layer'", "1.conv2d, 2.batchNorm, 3.maxPool2d");
        assertThat(service.get(step + "?layer=1&row=8").body()).contains("'row'", "between 0 and 7");
        assertThat(service.get(step + "?layer=1&weight=1.bias").statusCode()).isEqualTo(400);
        assertThat(service.get(step + "?layer=1", "Accept", "text/vnd.graphviz").statusCode())
                .isEqualTo(400);
    }
}
