package dev.downhill.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Classroom;
import dev.downhill.service.Service;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/**
 * A student's key opens nothing of another's: every operation of the OpenAPI document, and every mapping that the document
 * leaves out, is tried with what another student owns. An operation that comes later is tried too.
 */
@Classroom
class OwnershipTest {
    private static final String TEXT = """
            {"model": {"layers": [{"type": "embedding", "embeddingDim": 2}, {"type": "flatten"}, {"type": "linear", "units": 3}]},
             "data": {"text": "abcabcabc", "context": 2}, "loss": "crossEntropy", "steps": 3}""";

    /** What is the same for everyone, so that its ids have no owner. */
    private static final Set<String> WITHOUT_OWNER = Set.of("lessons", "catalog");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    private final Service service;
    private JsonNode document;

    /** A request for what has an id. */
    record Attempt(String method, String path, String body, String type, String accept) {}

    OwnershipTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void connect() throws Exception {
        document = service.json(service.get("/v3/api-docs", key(Classroom.TEACHER)));
    }

    @Test
    void noOperationOpensWhatAnotherOwns() throws Exception {
        List<String> opened = new ArrayList<>();
        List<Attempt> attempts = attempts();
        for (Attempt attempt : attempts) {
            String owned = create(attempt.path());
            HttpResponse<String> answer = send(attempt, owned, Classroom.ALAN);
            if (answer.statusCode() != 404) {
                opened.add(attempt + " is " + answer.statusCode() + ", not 404");
            } else {
                assertThat(send(attempt, owned, Classroom.ADA).statusCode())
                        .as("%s is refused to its owner too, so this proves nothing", attempt)
                        .isNotIn(400, 401, 404, 405, 406, 415, 500);
            }
        }

        assertThat(opened).isEmpty();
        assertThat(attempts).hasSizeGreaterThan(25);
    }

    @Test
    void noListShowsWhatAnotherOwns() throws Exception {
        List<String> owned = List.of(create("/jobs/{id}"), create("/sweeps/{id}"), create("/datasets/{id}"));
        int lists = 0;
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            // The stream of a class has no end; ClassTest reads it.
            if (path.getValue().has("get")
                    && !path.getKey().contains("{")
                    && !path.getKey().equals("/class/events")) {
                HttpResponse<String> answer = service.get(path.getKey(), key(Classroom.ALAN));
                assertThat(answer.statusCode()).as(path.getKey()).isEqualTo(200);
                for (String location : owned) {
                    assertThat(answer.body()).as(path.getKey()).doesNotContain(location, id(location));
                }
                if (path.getKey().startsWith("/class")) {
                    assertThat(answer.body()).as(path.getKey()).doesNotContainIgnoringCase("ada");
                }
                lists++;
            }
        }

        assertThat(lists).isGreaterThan(3);
    }

    /** Such as {@code with} of a loss surface, which names other jobs. */
    @Test
    void anothersIdInAParameterIsAnsweredAsAnUnknownOne() throws Exception {
        String hers = id(create("/jobs/{id}"));
        String unknown = "A".repeat(hers.length());
        String his =
                Service.location(service.post(FirstLesson.JSON, "Authorization", Classroom.ALAN, "Prefer", "wait=20"));
        int tried = 0;
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            if (path.getKey().startsWith("/jobs/{id}/") && path.getValue().has("get")) {
                String own =
                        his + path.getKey().substring("/jobs/{id}".length()).replaceAll("\\{.*?}", "1");
                for (JsonNode parameter : path.getValue().get("get").path("parameters")) {
                    if (parameter.get("in").asString().equals("query") && takesText(parameter.get("schema"))) {
                        String query = own + "?" + parameter.get("name").asString() + "=";

                        assertThat(answerTo(query + hers).replace(hers, unknown))
                                .as(query)
                                .isEqualTo(answerTo(query + unknown));
                        tried++;
                    }
                }
            }
        }

        assertThat(tried).isPositive();
    }

    /** Returns what Alan reads, but for the number that each request has. */
    private String answerTo(String path) throws Exception {
        return service.get(path, key(Classroom.ALAN)).body().replaceAll("\"traceId\":\"[^\"]*\"", "");
    }

    private static boolean takesText(JsonNode schema) {
        JsonNode element = schema.has("items") ? schema.get("items") : schema;
        return element.path("type").asString("").equals("string") && !element.has("enum");
    }

    private static String id(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    @Test
    void everyMappingWithAnIdIsDocumented() {
        Set<String> documented = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        mappings.getHandlerMethods()
                .forEach((mapping, method) -> mapping.getPatternValues().stream()
                        .filter(pattern -> pattern.contains("{"))
                        .forEach(pattern -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> assertThat(documented)
                                        .as("%s would not be tried here", method)
                                        .contains(verb + " " + pattern))));
    }

    private List<Attempt> attempts() {
        Set<Attempt> attempts = new LinkedHashSet<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            if (path.getKey().contains("{") && !WITHOUT_OWNER.contains(collection(path.getKey()))) {
                for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                    attempts(
                            path.getKey(), operation.getKey().toUpperCase(Locale.ROOT), operation.getValue(), attempts);
                }
            }
        }
        return List.copyOf(attempts);
    }

    private void attempts(String path, String method, JsonNode operation, Set<Attempt> attempts) {
        String query = query(operation);
        boolean hasBody = operation.has("requestBody");
        for (String accept : accepted(path, method, operation)) {
            attempts.add(new Attempt(
                    method,
                    path + query,
                    hasBody ? body(path) : "",
                    hasBody
                            ? operation
                                    .at("/requestBody/content")
                                    .propertyNames()
                                    .iterator()
                                    .next()
                            : "",
                    accept));
        }
    }

    /** Returns every media type of an answer, those that the document hides too. */
    private Set<String> accepted(String path, String method, JsonNode operation) {
        Set<String> types = new TreeSet<>();
        operation
                .get("responses")
                .forEach(answer -> types.addAll(answer.path("content").propertyNames()));
        mappings.getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getPatternValues().contains(path)
                        && mapping.getMethodsCondition().getMethods().contains(RequestMethod.valueOf(method)))
                .forEach(mapping -> mapping.getProducesCondition()
                        .getProducibleMediaTypes()
                        .forEach(type -> types.add(type.toString())));
        types.remove("application/problem+json");
        return types.isEmpty() ? Set.of("*/*") : types;
    }

    private static String query(JsonNode operation) {
        List<String> required = new ArrayList<>();
        operation.path("parameters").forEach(parameter -> {
            if (parameter.get("in").asString().equals("query")
                    && parameter.path("required").asBoolean(false)) {
                required.add(parameter.get("name").asString() + "=1");
            }
        });
        return required.isEmpty() ? "" : "?" + String.join("&", required);
    }

    private static String body(String path) {
        return path.endsWith("/forks") ? "{\"step\": 1}" : "{\"inputs\": {\"x\": [1.0]}}";
    }

    /** Returns what stands before an id: jobs, sweeps. */
    private static String collection(String path) {
        return path.split("/", -1)[1];
    }

    /** Makes something of Ada's, and returns where it is. */
    private String create(String path) throws Exception {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", Classroom.ADA);
        return switch (collection(path)) {
            case "jobs" -> {
                String job =
                        path.contains("/sample") ? TEXT : path.endsWith("/cancel") ? Service.LONG : FirstLesson.JSON;
                headers.put("Prefer", path.endsWith("/cancel") ? "wait=0" : "wait=20");
                yield Service.location(service.post(job, flat(headers)));
            }
            case "sweeps" -> {
                String specification = path.endsWith("/cancel") ? Service.LONG : FirstLesson.JSON;
                yield Service.location(service.send(
                        "POST",
                        "/sweeps",
                        "{\"specification\": " + specification + ", \"grid\": {\"/seed\": [1, 2]}}",
                        flat(headers)));
            }
            case "datasets" -> {
                headers.put("Content-Type", "text/csv");
                yield Service.location(service.send("POST", "/datasets", "x,y\n1,2\n", flat(headers)));
            }
            default ->
                throw new AssertionError(
                        path + " has an id: say here how to make what it names, or that it has no owner");
        };
    }

    private HttpResponse<String> send(Attempt attempt, String owned, String key) throws Exception {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", key);
        headers.put("Accept", attempt.accept());
        if (!attempt.type().isEmpty()) {
            headers.put("Content-Type", attempt.type());
        }
        String rest = attempt.path().substring(attempt.path().indexOf('}') + 1).replaceAll("\\{.*?}", "1");
        return service.send(attempt.method(), owned + rest, attempt.body(), flat(headers));
    }

    private static String[] key(String key) {
        return new String[] {"Authorization", key};
    }

    private static String[] flat(Map<String, String> headers) {
        return headers.entrySet().stream()
                .flatMap(header -> List.of(header.getKey(), header.getValue()).stream())
                .toArray(String[]::new);
    }
}
