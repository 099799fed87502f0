package dev.downhill.jobs.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Service;
import dev.downhill.service.ServiceTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests that cannot be served, each with the problem that says why and where. */
@ServiceTest(properties = "downhill.web.request-size=2MB")
class BadInputTest {
    /** The first lesson without blanks. */
    private static final String LESSON =
            new JsonMapper().readTree(FirstLesson.JSON).toString();

    private final Service service;

    BadInputTest(Service service) {
        this.service = service;
    }

    /** A specification with one thing wrong, where the fault is, its code, and words of its message. */
    record Faulty(String name, String body, String pointer, String code, String words) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Faulty faulty(String name, String from, String to, String pointer, String code, String words) {
        assertThat(LESSON).contains(from);
        return new Faulty(name, LESSON.replace(from, to), pointer, code, words);
    }

    private static Faulty network(
            String name, String target, String options, String pointer, String code, String words) {
        String body = "{\"model\":{\"layers\":[{\"type\":\"linear\"," + options + "}]},\"data\":{\"x\":[1,2],\"y\":"
                + target + "},\"loss\":\"crossEntropy\"}";
        return new Faulty(name, body, pointer, code, words);
    }

    private static Faulty data(String name, String data, String pointer, String code, String words) {
        return faulty(name, "{\"x\":[2.0],\"y\":[6.0]}", data, pointer, code, words);
    }

    static Stream<Faulty> faultySpecifications() {
        return Stream.of(
                new Faulty("an array", "[]", "", "type", "a specification must be an object"),
                new Faulty("no model", "{\"data\":{\"x\":[1],\"y\":[1]}}", "/model", "required", "'model'"),
                faulty("an unknown field", "\"steps\"", "\"stpes\"", "/stpes", "unknownField", "did you mean 'steps'"),
                faulty(
                        "an unknown option",
                        "learningRate",
                        "lerningRate",
                        "/optimizer/lerningRate",
                        "unknownField",
                        "did you mean 'learningRate'"),
                faulty("an unknown name", "w * x", "w * z", "/model/expression", "unknownName", "column 5: 'z'"),
                faulty(
                        "a misspelt name",
                        "w * x\",\"parameters\":{\"w\"",
                        "weigt * x\",\"parameters\":{\"weight\"",
                        "/model/expression",
                        "unknownName",
                        "did you mean 'weight'"),
                faulty(
                        "a misspelt function",
                        "w * x",
                        "sigmiod(w * x)",
                        "/model/expression",
                        "unknownFunction",
                        "mean 'sigmoid'"),
                faulty("a misspelt optimizer", "\"sgd\"", "\"adma\"", "/optimizer/type", "unknownType", "mean 'adam'"),
                faulty("an unknown function", "w * x", "f(x)", "/model/expression", "unknownFunction", "'f'"),
                faulty(
                        "too many arguments",
                        "w * x",
                        "exp(w, x)",
                        "/model/expression",
                        "arguments",
                        "exp takes 1 argument, but gets 2"),
                faulty("a syntax error", "w * x", "w * * x", "/model/expression", "syntax", "column 5"),
                faulty(
                        "an expression that reaches for Java",
                        "w * x",
                        "x.getClass()",
                        "/model/expression",
                        "syntax",
                        "column 2"),
                faulty("columns of different lengths", "[6.0]", "[6.0,7.0]", "/data/x", "length", "1 rows"),
                faulty("shapes that do not fit", "\"w\":0.0", "\"w\":[1,2]", "/model", "shape", "(2,)"),
                faulty("matrices that do not fit", "w * x", "w @ x", "/model/expression", "shape", "column 3: matmul"),
                faulty("empty data", "[2.0]", "[]", "/data/x", "empty", "is empty"),
                faulty("no data at all", "{\"x\":[2.0],\"y\":[6.0]}", "{}", "/data/y", "required", "there is no data"),
                faulty("no target", "\"y\"", "\"z\"", "/data/y", "required", "no target column 'y'"),
                faulty("a text among the data", "[2.0]", "[\"a\"]", "/data/x/0", "type", "'a'"),
                faulty("a null among the data", "[2.0]", "[null]", "/data/x/0", "type", "null"),
                faulty("ragged data", "[2.0]", "[[1,2],[3]]", "/data/x/1", "ragged", "1 entries where others have 2"),
                faulty("a number that overflows", "[2.0]", "[1e999]", "/data/x/0", "notFinite", "too large"),
                faulty("no steps", ":10}", ":0}", "/steps", "range", "'steps' is 0"),
                faulty("minus one step", ":10}", ":-1}", "/steps", "range", "'steps' is -1"),
                faulty("a million million steps", ":10}", ":1000000000000}", "/steps", "range", "at most|between"),
                faulty("half a step", ":10}", ":0.5}", "/steps", "type", "whole number"),
                faulty("steps as a text", ":10}", ":\"ten\"}", "/steps", "type", "whole number"),
                faulty("a negative learning rate", ":0.1", ":-0.1", "/optimizer/learningRate", "range", "at least 0"),
                faulty("a learning rate as a text", ":0.1", ":\"fast\"", "/optimizer/learningRate", "type", "'fast'"),
                faulty(
                        "an unknown optimizer",
                        "\"sgd\"",
                        "\"downhill\"",
                        "/optimizer/type",
                        "unknownType",
                        "there are sgd, adam"),
                faulty(
                        "more than all labels smoothed",
                        ":10}",
                        ":10,\"loss\":{\"type\":\"crossEntropy\",\"labelSmoothing\":1.5}}",
                        "/loss/labelSmoothing",
                        "range",
                        "at least 0 and at most 1"),
                faulty(
                        "labels of numbers smoothed",
                        ":10}",
                        ":10,\"loss\":{\"type\":\"mse\",\"labelSmoothing\":0.1}}",
                        "/loss/labelSmoothing",
                        "unknownField",
                        "labelSmoothing"),
                faulty("an unknown loss", ":10}", ":10,\"loss\":\"pain\"}", "/loss/type", "unknownType", "mse"),
                faulty(
                        "an unknown dtype",
                        ":10}",
                        ":10,\"dtype\":\"float16\"}",
                        "/dtype",
                        "choice",
                        "float64, float32"),
                faulty("a frozen stranger", ":10}", ":10,\"frozen\":[\"v\"]}", "/frozen/0", "unknownName", "'v'"),
                faulty(
                        "a parameter with an impossible name",
                        "{\"w\":",
                        "{\"w*\":",
                        "/model/parameters/w*",
                        "name",
                        "a letter"),
                faulty(
                        "a name of a thousand characters",
                        ":10}",
                        ":10,\"name\":\"" + "n".repeat(1000) + "\"}",
                        "/name",
                        "tooLong",
                        "200"),
                faulty(
                        "a trajectory of a thousand million numbers",
                        ":10}",
                        ":10000000,\"record\":{\"every\":1}}",
                        "/record",
                        "tooLarge",
                        "at most"),
                network("a class out of range", "[0,5]", "\"units\":2", "/data/y", "target", "row 1 is 5.0"),
                network("half a class", "[0,0.5]", "\"units\":2", "/data/y", "target", "row 1 is 0.5"),
                network(
                        "a weight of the wrong shape",
                        "[0,1]",
                        "\"units\":2,\"weight\":[[1,2]]",
                        "/model/layers/0/weight",
                        "shape",
                        "shape (1, 2), the layer needs (2, 1)"),
                new Faulty(
                        "half a character for an embedding",
                        "{\"model\":{\"layers\":[{\"type\":\"embedding\",\"embeddingDim\":2},{\"type\":\"flatten\"},{\"type\":\"linear\",\"units\":1}]},\"data\":{\"x\":[1,2.5],\"y\":[0,1]}}",
                        "/data",
                        "embedding",
                        "row 1 of 'x' has 2.5"),
                network("no units", "[0,1]", "\"units\":0", "/model/layers/0/units", "range", "'units' is 0"),
                network(
                        "an unknown activation",
                        "[0,1]",
                        "\"units\":2,\"activation\":\"rely\"",
                        "/model/layers/0/activation/type",
                        "unknownType",
                        "relu"),
                network(
                        "an unknown initial value",
                        "[0,1]",
                        "\"units\":2,\"init\":\"best\"",
                        "/model/layers/0/init/type",
                        "unknownType",
                        "xavierUniform"),
                faulty(
                        "a batch larger than the data",
                        ":10}",
                        ":10,\"batchSize\":2}",
                        "/batchSize",
                        "range",
                        "the number of training rows is 1"),
                faulty(
                        "steps and epochs",
                        ":10}",
                        ":10,\"epochs\":2}",
                        "/steps",
                        "options",
                        "'steps' is 10, but 'epochs' 2 of 1 step each make 2"),
                faulty(
                        "a schedule without its option",
                        ":10}",
                        ":10,\"schedule\":{\"type\":\"exponential\"}}",
                        "/schedule/gamma",
                        "required",
                        "gamma"),
                faulty(
                        "both kinds of clipping",
                        ":10}",
                        ":10,\"gradientClipping\":{\"norm\":1,\"value\":1}}",
                        "/gradientClipping",
                        "options",
                        "either"),
                faulty(
                        "Nesterov without momentum",
                        ":0.1",
                        ":0.1,\"nesterov\":true",
                        "/optimizer",
                        "options",
                        "momentum"),
                faulty(
                        "betas of one",
                        "\"sgd\"",
                        "\"adam\",\"betas\":[0.9,1]",
                        "/optimizer/betas/1",
                        "range",
                        "less than 1"),
                faulty("one beta", "\"sgd\"", "\"adam\",\"betas\":[0.9]", "/optimizer/betas", "type", "2 numbers"),
                data(
                        "a text shorter than its context",
                        "{\"text\":\"abc\",\"context\":3}",
                        "/data/text",
                        "tooShort",
                        "at least 4"),
                data("a ragged CSV", "{\"csv\":\"x,y\\n1,2\\n3\"}", "/data/csv", "csv", "line 3"),
                data(
                        "a CSV with a word",
                        "{\"csv\":\"x,y\\none,2\"}",
                        "/data/csv",
                        "csv",
                        "column 'x': 'one' is not a number"),
                data("an unknown generator", "{\"generator\":\"hill\"}", "/data/generator", "unknownType", "spiral"),
                data("an unknown data set", "{\"dataset\":\"cats\"}", "/data/dataset", "unknownType", "iris, digits"),
                data(
                        "a million million rows",
                        "{\"generator\":\"line\",\"n\":1000000000000}",
                        "/data/n",
                        "range",
                        "between"),
                data(
                        "all rows held back",
                        "{\"generator\":\"line\",\"testFraction\":1}",
                        "/data/testFraction",
                        "range",
                        "less than 1"),
                faulty(
                        "a million characters",
                        "w * x",
                        "w" + "*x".repeat(500_000),
                        "/model/expression",
                        "syntax",
                        "at most 4000"),
                faulty(
                        "ten thousand parentheses",
                        "w * x",
                        "(".repeat(1_999) + "w" + ")".repeat(1_999),
                        "/model/expression",
                        "syntax",
                        "deeper than 100"));
    }

    @ParameterizedTest
    @MethodSource("faultySpecifications")
    void refusesAFaultySpecificationAtItsPlace(Faulty faulty) throws Exception {
        HttpResponse<String> answer = service.post(faulty.body());

        JsonNode problem = problem(answer, 422);
        List<JsonNode> there = problem.get("errors")
                .valueStream()
                .filter(error -> error.get("pointer").stringValue().equals(faulty.pointer()))
                .filter(error -> error.get("code").stringValue().equals(faulty.code()))
                .toList();
        assertThat(there).as(answer.body()).isNotEmpty();
        assertThat(there.getFirst().get("message").stringValue())
                .containsPattern(faulty.words().replace("(", "\\(").replace(")", "\\)"));
    }

    @Test
    void reportsAllFaultsTogether() throws Exception {
        JsonNode problem = problem(service.post("""
                {"model": {"expression": "w * z", "parameters": {"w": "a"}}, "data": {"x": [1], "y": [1, "b"]},
                 "optimizer": {"type": "sgd", "learningRate": -1}, "steps": 0, "colour": "red"}"""), 422);

        assertThat(problem.get("errors").findValuesAsString("pointer"))
                .contains("/model/parameters/w", "/data/y/1", "/optimizer/learningRate", "/steps", "/colour");
    }

    @Test
    void refusesABodyThatIsNotJsonWithLineAndColumn() throws Exception {
        assertThat(detail(service.post("{\n  nope"), 400)).contains("line 2, column 3");
        assertThat(detail(service.post(LESSON.replace("6.0", "NaN")), 400))
                .contains("NaN")
                .doesNotContain("JsonReadFeature");
        assertThat(detail(service.post(LESSON + "}"), 400)).contains("not JSON");
        assertThat(detail(service.post("{\"steps\":1,\"steps\":2}"), 400)).contains("steps");
        assertThat(detail(service.post("", "Content-Type", "application/json"), 400))
                .contains("no body");
        assertThat(detail(service.post("[".repeat(10_000)), 400)).contains("nesting depth");
    }

    @Test
    void refusesATooLongBodyWithOrWithoutItsLength() throws Exception {
        String long3MB = "\"" + "x".repeat(3_000_000) + "\"";

        assertThat(detail(service.post(long3MB), 413)).contains("2097152 bytes");
        assertThat(detail(service.postInChunks(long3MB), 413)).contains("2097152 bytes");
    }

    @Test
    void unknownPathsAndMethodsAreProblems() throws Exception {
        problem(service.get("/nowhere"), 404);
        problem(service.get("/jobs/unknown"), 404);
        problem(service.get("/jobs/unknown", "Accept", "text/plain"), 404);
        problem(service.get("/jobs/unknown/trajectory"), 404);
        problem(service.send("DELETE", "/jobs", ""), 405);
        problem(service.get("/jobs", "Accept", "image/png"), 406);
        problem(service.post("a", "Content-Type", "text/plain"), 415);
        problem(service.get("/jobs?limit=many"), 400);
    }

    @Test
    void acceptedJobsSurviveBadInput() throws Exception {
        String location = service.submitted(LESSON);
        for (Faulty faulty : faultySpecifications().toList()) {
            service.post(faulty.body());
        }

        assertThat(service.get(location).statusCode()).isEqualTo(200);
    }

    private String detail(HttpResponse<String> answer, int status) {
        return problem(answer, status).get("detail").stringValue();
    }

    private JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).doesNotContain("Exception", "dev.downhill", "\tat ");
        JsonNode problem = service.json(answer);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        return problem;
    }
}
