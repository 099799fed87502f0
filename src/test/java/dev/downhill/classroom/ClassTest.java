package dev.downhill.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.FirstLesson;
import dev.downhill.service.Classroom;
import dev.downhill.service.Service;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Classroom
@TestPropertySource(properties = "downhill.classroom.assignments=by-hand,learning-rate-too-large")
class ClassTest {
    private static final String[] ADA = {"Authorization", Classroom.ADA};

    private final Service service;

    ClassTest(Service service) {
        this.service = service;
    }

    private JsonNode seenBy(String key) throws Exception {
        return service.json(service.get("/class/students", "Authorization", key));
    }

    private static List<String> names(JsonNode seen) {
        return seen.get("students")
                .valueStream()
                .map(student -> student.get("name").asString())
                .toList();
    }

    private static JsonNode student(JsonNode seen, String name) {
        return seen.get("students")
                .valueStream()
                .filter(student -> student.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void train(String specification) throws Exception {
        HttpResponse<String> answer =
                service.post(specification, "Prefer", "wait=20", ADA[0], ADA[1], "Content-Type", "application/json");
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    @Test
    void teacherSeesEveryStudentAndAStudentOnlyTheOwnWork() throws Exception {
        assertThat(names(seenBy(Classroom.TEACHER))).containsExactlyInAnyOrder("ada", "alan");
        assertThat(names(seenBy(Classroom.ALAN))).containsExactly("alan");
        assertThat(service.get("/class/students").statusCode()).isEqualTo(401);
    }

    @Test
    void lessonIsSolvedByItsModelAndDataOnceItsCheckHolds() throws Exception {
        train(FirstLesson.json(0.01, 3));
        assertThat(student(seenBy(Classroom.TEACHER), "ada").get("solved").valueStream())
                .noneMatch(id -> id.asString().equals("by-hand"));

        train(service.json(service.get("/lessons/by-hand", ADA))
                .get("specification")
                .toString());

        JsonNode seen = seenBy(Classroom.TEACHER);
        assertThat(student(seen, "ada").get("solved").toString()).contains("by-hand");
        assertThat(seen.at("/assignments/0/solvedBy").intValue()).isEqualTo(1);
        assertThat(student(seen, "alan").get("next").asString()).isEqualTo("by-hand");
        assertThat(service.get("/class/results", "Authorization", Classroom.TEACHER)
                        .body())
                .startsWith("name,jobs,solved,by-hand,learning-rate-too-large\r\n")
                .contains("ada,")
                .contains("alan,0,0,,");
    }

    @Test
    void wallCountsWhatWentWrongInTheNewestRuns() throws Exception {
        train(FirstLesson.json(10, 100));

        JsonNode seen = seenBy(Classroom.TEACHER);
        JsonNode run = student(seen, "ada").get("run");
        assertThat(run.get("outcome").asString()).isEqualTo("diverged");
        assertThat(run.get("curve").size()).isBetween(2, 48);
        assertThat(seen.get("findings").toString())
                .contains("learningRateTooLarge")
                .contains("ada");
        assertThat(seenBy(Classroom.ALAN).get("findings").isEmpty()).isTrue();
    }

    @Test
    void streamSendsTheClassWhenSomethingHasChanged() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient();
                BufferedReader lines = stream(client, Classroom.TEACHER)) {
            int before = student(next(lines), "ada").get("jobs").intValue();
            train(FirstLesson.json(0.01, 3));
            JsonNode seen = next(lines);
            while (student(seen, "ada").get("jobs").intValue() == before) {
                seen = next(lines);
            }
            assertThat(student(seen, "ada").get("jobs").intValue()).isEqualTo(before + 1);
            client.shutdownNow();
        }
    }

    @Test
    void streamShowsAStudentOnlyTheOwnWork() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient();
                BufferedReader lines = stream(client, Classroom.ALAN)) {
            assertThat(names(next(lines))).containsExactly("alan");
            client.shutdownNow();
        }
    }

    private BufferedReader stream(HttpClient client, String key) throws Exception {
        URI uri = URI.create("http://localhost:" + service.port() + "/class/events");
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Authorization", key).build();
        return new BufferedReader(new InputStreamReader(
                client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8));
    }

    private static JsonNode next(BufferedReader lines) throws Exception {
        String line = lines.readLine();
        while (!line.startsWith("data:")) {
            line = lines.readLine();
        }
        return new JsonMapper().readTree(line.substring("data:".length()));
    }
}
