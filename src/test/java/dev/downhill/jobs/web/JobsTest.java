package dev.downhill.jobs.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The first lesson and its neighbours over HTTP, on a real port. */
@ServiceTest
class JobsTest {
    private final Service service;

    JobsTest(Service service) {
        this.service = service;
    }

    @Test
    void firstLessonAnswers201WithItsTrajectory() throws Exception {
        HttpResponse<String> answer = service.post(FirstLesson.JSON, "Prefer", "wait=5");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Preference-Applied")).contains("wait=5");
        JsonNode job = service.json(answer);
        assertThat(answer.headers().firstValue("Location"))
                .contains("/jobs/" + job.get("id").stringValue());
        assertThat(job.get("status").stringValue()).isEqualTo("succeeded");
        assertThat(job.get("outcome").stringValue()).isEqualTo("completed");
        assertThat(numbers(job.at("/trajectory/step"))).startsWith(1.0, 2.0).hasSize(10);
        assertThat(numbers(job.at("/trajectory/parameters/w"))).startsWith(2.4000000000000004, 2.88, 2.976, 2.9952);
        assertThat(numbers(job.at("/trajectory/loss"))).startsWith(36.0, 1.4399999999999984, 0.0576000000000001);
        assertThat(numbers(job.at("/trajectory/gradients/w"))).startsWith(-24.0, -4.799999999999997);
        assertThat(job.at("/trajectory/initial/w").doubleValue()).isEqualTo(0.0);
        assertThat(job.at("/result/parameters/w").doubleValue()).isEqualTo(2.9999996928);
        assertThat(job.at("/result/finalLoss").doubleValue()).isEqualTo(3.7748736025745084e-13);
        assertThat(job.get("error").isNull()).isTrue();
    }

    @Test
    void fillsInEveryDefault() throws Exception {
        JsonNode job = finished("""
                {"model": {"expression": "w * x", "parameters": {"w": 0}}, "data": {"x": [2], "y": [6]}}""");

        JsonNode specification = job.get("specification");
        assertThat(specification.at("/loss/type").stringValue()).isEqualTo("mse");
        assertThat(specification.at("/loss/reduction").stringValue()).isEqualTo("mean");
        assertThat(specification.at("/optimizer/type").stringValue()).isEqualTo("sgd");
        assertThat(specification.at("/optimizer/learningRate").doubleValue()).isEqualTo(0.01);
        assertThat(specification.at("/steps").intValue()).isEqualTo(100);
        assertThat(specification.at("/dtype").stringValue()).isEqualTo("float64");
        assertThat(specification.at("/zeroGrad").booleanValue()).isTrue();
        assertThat(specification.at("/data/target").stringValue()).isEqualTo("y");
    }

    @Test
    void textHasTheLinesOfTheTutorial() throws Exception {
        HttpResponse<String> answer = service.post(FirstLesson.JSON, "Prefer", "wait=5", "Accept", "text/plain");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body().lines())
                .startsWith(
                        "step 1: w=2.4000, loss=36.0000",
                        "step 2: w=2.8800, loss=1.4400",
                        "step 3: w=2.9760, loss=0.0576",
                        "step 4: w=2.9952, loss=0.0023")
                .element(10)
                .isEqualTo("completed after 10 steps: loss=0.0000");
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(service.get(location, "Accept", "text/plain").body()).isEqualTo(answer.body());
    }

    @Test
    void answers202WithTheLocationOfTheJob() throws Exception {
        HttpResponse<String> answer = service.post(FirstLesson.JSON);

        assertThat(answer.statusCode()).isEqualTo(202);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(service.get(location).statusCode()).isEqualTo(200);
    }

    @Test
    void tooLargeRateDivergesAtTheLastFiniteStep() throws Exception {
        JsonNode job = finished(FirstLesson.JSON.replace("0.1", "0.26").replace("\"steps\": 10", "\"steps\": 10000"));

        assertThat(job.get("status").stringValue()).isEqualTo("succeeded");
        assertThat(job.get("outcome").stringValue()).isEqualTo("diverged");
        List<Double> steps = numbers(job.at("/trajectory/step"));
        List<Double> losses = numbers(job.at("/trajectory/loss"));
        assertThat(steps.getLast())
                .isEqualTo(job.at("/progress/step").doubleValue())
                .isLessThan(10_000);
        assertThat(losses.getLast()).isFinite().isGreaterThan(1e300);
        assertThat(losses).hasSameSizeAs(steps);
        assertThat(job.at("/result/finalLoss").isNull()).isTrue();
    }

    @Test
    void tooSmallRateCrawlsAndCompletes() throws Exception {
        JsonNode job = finished(FirstLesson.JSON.replace("0.1", "1e-5"));

        assertThat(job.get("outcome").stringValue()).isEqualTo("completed");
        assertThat(job.at("/result/parameters/w").doubleValue()).isBetween(0.0, 0.01);
    }

    @Test
    void answersPartsOfATrajectory() throws Exception {
        String id = finished(FirstLesson.JSON).get("id").stringValue();

        JsonNode part = service.json(service.get("/jobs/" + id + "/trajectory?from=3&to=8&every=2"));
        assertThat(numbers(part.get("step"))).containsExactly(4.0, 6.0, 8.0);
        assertThat(numbers(part.at("/parameters/w"))).containsExactly(2.9952, 2.999808, 2.99999232);
        assertThat(service.get("/jobs/" + id + "/trajectory?parameters=v").statusCode())
                .isEqualTo(400);
        assertThat(service.get("/jobs/" + id + "/trajectory?every=0").statusCode())
                .isEqualTo(400);
    }

    @Test
    void listsJobsOfAnOutcomeAndAName() throws Exception {
        String diverged = FirstLesson.json(1e9, 60).replaceFirst("\\{", "{\"name\": \"Far too Fast\", ");
        String completed = FirstLesson.JSON.replaceFirst("\\{", "{\"name\": \"Just fast\", ");
        String one = Service.location(service.post(diverged, "Prefer", "wait=10"));
        String other = Service.location(service.post(completed, "Prefer", "wait=10"));

        assertThat(listed("name=too%20fast")).containsExactly(one);
        assertThat(listed("name=FAST")).containsExactly(other, one);
        assertThat(listed("name=fast&outcome=completed")).containsExactly(other);
        assertThat(listed("outcome=diverged&name=fast&status=succeeded")).containsExactly(one);
        assertThat(listed("name=fast&status=failed")).isEmpty();

        HttpResponse<String> unknown = service.get("/jobs?outcome=asleep");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(service.json(unknown).get("detail").asString()).contains("stoppedEarly");
    }

    private List<String> listed(String query) throws Exception {
        return service.json(service.get("/jobs?" + query))
                .get("jobs")
                .valueStream()
                .map(job -> job.get("self").asString())
                .toList();
    }

    @Test
    void listsJobsNewestFirstInPages() throws Exception {
        List<String> submitted = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            submitted.addFirst(finished(FirstLesson.JSON).get("id").stringValue());
        }

        JsonNode first = service.json(service.get("/jobs?limit=2"));
        JsonNode second = service.json(
                service.get("/jobs?limit=1&after=" + first.get("next").stringValue()));

        assertThat(first.get("jobs").findValuesAsString("id")).isEqualTo(submitted.subList(0, 2));
        assertThat(second.get("jobs").findValuesAsString("id")).isEqualTo(submitted.subList(2, 3));
        assertThat(first.at("/jobs/0/trajectory").isMissingNode()).isTrue();
        assertThat(service.json(service.get("/jobs?status=failed")).get("jobs").isEmpty())
                .isTrue();
        assertThat(service.get("/jobs?status=asleep").statusCode()).isEqualTo(400);
        assertThat(service.get("/jobs?limit=0").statusCode()).isEqualTo(400);
        assertThat(service.get("/jobs?after=-").statusCode()).isEqualTo(400);
    }

    @Test
    void swaggerUisFirstLessonRunsUnchanged() throws Exception {
        JsonNode document = service.json(service.get("/v3/api-docs"));
        JsonNode example =
                document.at("/paths/~1jobs/post/requestBody/content/application~1json/examples/firstLesson/value");

        JsonNode job = finished(example.toString());

        assertThat(job.get("name").stringValue()).isEqualTo("y = 3x");
        assertThat(numbers(job.at("/trajectory/parameters/w"))).startsWith(2.4000000000000004, 2.88);
        assertThat(service.get("/swagger-ui/index.html").statusCode()).isEqualTo(200);
    }

    @Test
    void catalogListsEveryKindWithItsOptions() throws Exception {
        JsonNode catalog = service.json(service.get("/catalog"));

        assertThat(catalog.at("/kinds/optimizer").findValuesAsString("name"))
                .contains("sgd", "adam", "adamw", "rmsprop", "adagrad");
        assertThat(catalog.at("/kinds/optimizer/1/options/1/default")).hasSize(2);
        assertThat(catalog.at("/kinds").propertyNames())
                .contains("layer", "activation", "init", "loss", "optimizer", "schedule");
        assertThat(catalog.get("generators").findValuesAsString("name")).contains("spiral", "xor");
        assertThat(catalog.get("datasets").findValuesAsString("licence")).containsOnly("CC BY 4.0");
        assertThat(catalog.at("/functions/exp").stringValue()).isEqualTo("1 argument");
        assertThat(catalog.at("/limits/steps").longValue()).isEqualTo(10_000_000);
    }

    @Test
    void anAnswerWaitsAtMostHalfAMinuteHoweverLongItIsAsked() throws Exception {
        HttpResponse<String> answer = service.post(FirstLesson.JSON, "Prefer", "wait=99999999999999999999");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Preference-Applied")).contains("wait=30");
    }

    @Test
    void openApiDocumentHasASchemaForEveryKind() throws Exception {
        JsonNode schemas = service.json(service.get("/v3/api-docs")).at("/components/schemas");
        JsonNode kinds = service.json(service.get("/catalog")).get("kinds");

        for (String what : kinds.propertyNames()) {
            int named = schemas.at("/" + what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + "/oneOf")
                    .size();
            // A name alone is a kind with all its defaults, but for a layer; a loss and a schedule may be a formula.
            int others = what.equals("layer") ? 0 : what.equals("loss") || what.equals("schedule") ? 2 : 1;
            assertThat(named).as(what).isEqualTo(kinds.get(what).size() + others);
        }
    }

    private JsonNode finished(String specification) throws Exception {
        HttpResponse<String> answer = service.post(specification, "Prefer", "wait=30");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return service.json(answer);
    }

    private static List<Double> numbers(JsonNode array) {
        return array.valueStream().map(JsonNode::doubleValue).toList();
    }
}
