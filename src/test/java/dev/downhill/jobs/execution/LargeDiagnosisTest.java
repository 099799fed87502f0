package dev.downhill.jobs.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.Await;
import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a diagnosis computes after a run has to fit into the budget as the run itself. */
@ServiceTest(properties = "downhill.memory.budget=64MB")
class LargeDiagnosisTest {
    /** Its loss rises, so that a diagnosis wants second derivatives of it, which take more than its steps. */
    private static final String DIVERGING = """
            {"model": {"expression": "sum(erf(erf(erf(a * b)))) * w * x", "parameters": {"a": {"shape": [%1$d, 1], "init": "normal"},
              "b": {"shape": [1, %1$d], "init": "ones"}, "w": 1.0}},
             "data": {"x": [1.0], "y": [1.0]}, "optimizer": {"type": "sgd", "learningRate": 0.01}, "steps": 2}""";

    @Autowired
    private MemoryBudget budget;

    @Test
    void runSucceedsWithoutADiagnosisThatDoesNotFit(Service service) throws Exception {
        HttpResponse<String> small = service.post(DIVERGING.formatted(10), "Prefer", "wait=30");
        HttpResponse<String> large = service.post(DIVERGING.formatted(650), "Prefer", "wait=30");

        assertThat(service.json(small).at("/result/diagnosis").toString()).contains("learningRateTooLarge");
        assertThat(service.json(large).at("/status").asString())
                .as(large.body())
                .isEqualTo("succeeded");
        assertThat(service.json(large).at("/result/diagnosis")).isEmpty();
        // The answer may come before the thread of the run has given its memory back.
        Await.until("the run holds nothing", () -> budget.held(Holder.RUNNING_JOBS) == 0);
    }
}
