package dev.downhill.jobs.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Jobs of layers that need much memory, or that keep running statistics. */
@ServiceTest
class LayersInJobsTest {
    private final Service service;

    LayersInJobsTest(Service service) {
        this.service = service;
    }

    /** Its patches alone take 1,797 x 64 places x 100 channels x 64 pixels x 8 bytes, 5.9 GB. */
    @Test
    void aConvolutionThatTheBudgetCannotHoldIsRefusedBeforeItStarts() throws Exception {
        HttpResponse<String> answer = service.post("""
                {"model": {"layers": [{"type": "unflatten", "shape": [1, 8, 8]},
                  {"type": "conv2d", "outChannels": 100, "kernelSize": 8, "padding": "same"},
                  {"type": "conv2d", "outChannels": 2, "kernelSize": 8, "padding": "same"}, {"type": "globalAvgPool"},
                  {"type": "linear", "units": 10}]},
                 "data": {"dataset": "digits"}, "steps": 1}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("memory", "MB");
    }

    @Test
    void aForkOfAModelWithRunningStatisticsIsTheRestOfTheJob() throws Exception {
        String job = Service.location(service.post("""
                {"model": {"layers": [{"type": "linear", "units": 4}, {"type": "batchNorm"},
                  {"type": "activation", "activation": "tanh"}, {"type": "linear", "units": 1}]},
                 "data": {"generator": "sine", "n": 40, "testFraction": 0.25}, "batchSize": 10, "steps": 12,
                 "optimizer": {"type": "adam", "learningRate": 0.05}}""", "Prefer", "wait=30"));
        JsonNode whole = service.json(service.get(job));
        JsonNode fork = service.json(service.get(
                Service.location(service.send("POST", job + "/forks", "{\"step\": 5}", "Prefer", "wait=30"))));

        assertThat(fork.at("/trajectory/step/0").asLong()).isEqualTo(6);
        for (int i = 0; i < 7; i++) {
            assertThat(fork.at("/trajectory/loss/" + i)).isEqualTo(whole.at("/trajectory/loss/" + (i + 5)));
        }
        assertThat(fork.at("/result/parameters")).isEqualTo(whole.at("/result/parameters"));
        assertThat(fork.at("/result/finalLoss")).isEqualTo(whole.at("/result/finalLoss"));
        assertThat(fork.at("/result/metrics/testLoss")).isEqualTo(whole.at("/result/metrics/testLoss"));
    }
}
