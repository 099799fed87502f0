package dev.downhill.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Lessons of the user's own, good ones and bad ones. */
@ExtendWith(OutputCaptureExtension.class)
class LessonFolderTest {
    private static final String GOOD = """
            title: Mine
            text: Look.
            specification:
              model: {expression: w * x, parameters: {w: 0.0}}
              data: {x: [1.0], y: [1.0]}
            check: {text: It ends., value: {at: /status}, is: succeeded}
            """;

    private Path folder;

    @BeforeEach
    void makeAFolder(@TempDir Path parent) throws IOException {
        folder = Files.createDirectory(parent.resolve("my lessons"));
    }

    @Test
    void servesTheUsersLessonAfterThoseOfTheService(CapturedOutput log) throws Exception {
        write("mine.yaml", GOOD);

        assertThat(List.copyOf(lessons().all()).getLast().id()).isEqualTo("mine");
        assertThat(log).doesNotContain("Skipping invalid lesson");
    }

    @Test
    void userLessonReplacesTheServicesOfTheSameId() throws Exception {
        write("1-by-hand.yaml", GOOD);

        assertThat(lessons().find("by-hand").orElseThrow().lesson().title()).isEqualTo("Mine");
    }

    @Test
    void servesTheLessonOfTheGuide() throws Exception {
        String guide = Files.readString(Path.of("docs/how-to/own-lessons.md"));
        int start = guide.indexOf("```yaml\n") + "```yaml\n".length();
        write("18-guide.yaml", guide.substring(start, guide.indexOf("```", start)));

        assertThat(lessons().find("guide").orElseThrow().variations()).hasSize(1);
    }

    @Test
    void readsJson() throws Exception {
        write("mine.json", """
                {"title": "Mine", "text": "Look.",
                 "specification": {"model": {"expression": "w * x", "parameters": {"w": 1e-3}}, "data": {"x": [1], "y": [1]}},
                 "check": {"text": "It ends.", "value": {"at": "/status"}, "is": "succeeded"}}""");

        assertThat(lessons().find("mine")).isPresent();
    }

    @Test
    void namesTheLineOfABrokenFileAndServesTheRest(CapturedOutput log) throws Exception {
        write("broken.yaml", "title: [never closed\ntext: Look.\n");
        write("good.yaml", GOOD);

        assertThat(lessons().find("broken")).isEmpty();
        assertThat(lessons().find("good")).isPresent();
        assertThat(log)
                .contains("Skipping invalid lesson")
                .contains("broken.yaml]: while parsing a flow sequence")
                .contains("line 2");
    }

    @Test
    void namesAMissingField(CapturedOutput log) throws Exception {
        refused("untitled", GOOD.replace("title: Mine", ""));

        assertThat(log).contains("untitled.yaml]: /title: Missing required creator property 'title'");
    }

    @Test
    void namesThePlaceOfAnUnknownField(CapturedOutput log) throws Exception {
        refused("typo", GOOD + "variation: []\n");

        assertThat(log).contains("typo.yaml]: /variation: Unrecognized property \"variation\"");
    }

    @Test
    void namesADuplicateKey(CapturedOutput log) throws Exception {
        refused("twice", GOOD + "title: Again\n");

        assertThat(log).contains("twice.yaml]: ").contains("found duplicate key title");
    }

    @Test
    void namesTheFaultsOfASpecification(CapturedOutput log) throws Exception {
        refused("impossible", GOOD.replace("w * x", "w * z"));

        assertThat(log).contains("impossible.yaml]: /model/expression: ");
    }

    @Test
    void namesAnInvalidVariation(CapturedOutput log) throws Exception {
        refused("slow", GOOD + "variations: [{name: slow, changes: {/optimizer/learningrate: 0.1}}]\n");

        assertThat(log).contains("slow.yaml]: variation 'slow': /optimizer");
    }

    @Test
    void namesACheckOfAnUnknownVariation(CapturedOutput log) throws Exception {
        refused("lost", GOOD.replace("{at: /status}", "{of: nobody, at: /status}"));

        assertThat(log).contains("lost.yaml]: /check: there is no variation 'nobody'");
    }

    @Test
    void readsTheViewsAndTheirSettings() throws Exception {
        write("seen.yaml", GOOD + "views: [fit, weights]\nopen: {weights: {show: gradients, scale: log}}\n");

        Lesson lesson = lessons().find("seen").orElseThrow().lesson();
        assertThat(lesson.views()).containsExactly(PageView.FIT, PageView.WEIGHTS);
        assertThat(lesson.open()).containsEntry(PageView.WEIGHTS, Map.of("show", "gradients", "scale", "log"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            views: [fit, bowl]                      | /views/1:
            views: [fit, loss, step, weights]       | /views: expected at most 3 different views, found [fit, loss, step, weights]
            views: [fit, fit]                       | /views: expected at most 3 different views, found [fit, fit]
            open: {bowl: {scale: log}}              | /open
            open: {weights: {color: red}}           | /open/weights/color: the view has no such setting; its settings are [scale, show]
            open: {loss: {scale: cubic}}            | /open/loss/scale: expected one of [linear, log], found 'cubic'
            """)
    void namesAViewOrSettingThatThePageLacks(String line, String fault, CapturedOutput log) throws Exception {
        refused("unseen", GOOD + line + "\n");

        assertThat(log).contains("unseen.yaml]: " + fault);
    }

    @Test
    void namesAMissingFolderAndServesTheOwnLessons(CapturedOutput log) {
        var lessons =
                new Lessons(new LessonsProperties(folder.resolve("nowhere")), new SpecificationReader(Limits.DEFAULT));

        assertThat(lessons.find("by-hand")).isPresent();
        assertThat(log).contains("nowhere");
    }

    private Lessons lessons() {
        return new Lessons(new LessonsProperties(folder), new SpecificationReader(Limits.DEFAULT));
    }

    /** Writes an invalid lesson file, which the service skips. */
    private void refused(String id, String content) throws IOException {
        write(id + ".yaml", content);
        assertThat(lessons().find(id)).isEmpty();
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
