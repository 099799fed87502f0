package dev.downhill.lessons;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.downhill.specification.fault.InvalidSpecification;
import dev.downhill.specification.reading.Change;
import dev.downhill.specification.reading.SpecificationReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.springframework.core.io.Resource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a lesson from its file (YAML 1.2, so JSON too) and tries whether its jobs can run. */
final class LessonReader {
    private static final LoadSettings YAML =
            LoadSettings.builder().setCodePointLimit(1_000_000).build();

    private static final int FIRST_ROW = 3;

    private final SpecificationReader specifications;
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultNullHandling(unset -> JsonSetter.Value.forValueNulls(Nulls.FAIL))
            .build();

    LessonReader(SpecificationReader specifications) {
        this.specifications = specifications;
    }

    /**
     * Returns the lesson.
     *
     * @throws NoLesson if it cannot be read or cannot run
     */
    ServedLesson read(Resource file) throws NoLesson {
        String name = String.valueOf(file.getFilename());
        try (InputStream content = file.getInputStream()) {
            Object document = new Load(YAML).loadFromInputStream(content);
            Lesson lesson = json.treeToValue(json.valueToTree(document), Lesson.class);
            var served = new ServedLesson(idOf(name), lesson, variations(lesson));
            check(served);
            return served;
        } catch (JacksonException e) {
            String place = e.getPath().stream()
                    .map(step -> "/" + (step.getPropertyName() == null ? step.getIndex() : step.getPropertyName()))
                    .collect(Collectors.joining());
            throw new NoLesson(place + ": " + e.getOriginalMessage(), e);
        } catch (YamlEngineException | InvalidSpecification | IOException e) {
            throw new NoLesson(String.valueOf(e.getMessage()), e);
        }
    }

    /** The file's name without the number that orders it and without its ending. */
    private static String idOf(String file) {
        return file.replaceFirst("^\\d+-", "").replaceFirst("\\.[^.]+$", "");
    }

    private static List<ServedLesson.Variation> variations(Lesson lesson) {
        return lesson.variations().stream()
                .map(variation -> new ServedLesson.Variation(
                        variation.name(), variation.changes(), changed(lesson.specification(), variation.changes())))
                .toList();
    }

    private static ObjectNode changed(ObjectNode specification, Map<String, JsonNode> changes) {
        ObjectNode changed = specification;
        for (Map.Entry<String, JsonNode> change : changes.entrySet()) {
            changed = new Change(change.getKey(), change.getValue()).appliedTo(changed);
        }
        return changed;
    }

    private void check(ServedLesson served) throws NoLesson {
        var unused = specifications.read(served.lesson().specification());
        for (ServedLesson.Variation variation : served.variations()) {
            try {
                unused = specifications.read(variation.specification());
            } catch (InvalidSpecification e) {
                throw new NoLesson("variation '" + variation.name() + "': " + e.getMessage(), e);
            }
        }
        checkViews(served.lesson());
        for (Check.Place place : served.lesson().check().places()) {
            if (place.of() != null && served.variation(place.of()).isEmpty()) {
                throw new NoLesson("/check: there is no variation '" + place.of() + "'", null);
            }
        }
    }

    private static void checkViews(Lesson lesson) throws NoLesson {
        List<PageView> views = lesson.views();
        if (views.size() > FIRST_ROW || views.stream().distinct().count() < views.size()) {
            throw new NoLesson(
                    "/views: expected at most " + FIRST_ROW + " different views, found " + texts(views), null);
        }
        for (Map.Entry<PageView, Map<String, String>> open : lesson.open().entrySet()) {
            PageView view = open.getKey();
            for (Map.Entry<String, String> setting : open.getValue().entrySet()) {
                String place = "/open/" + view.text() + "/" + setting.getKey();
                List<String> values = view.settings().get(setting.getKey());
                if (values == null) {
                    throw new NoLesson(
                            place + ": the view has no such setting; its settings are "
                                    + view.settings().keySet().stream().sorted().toList(),
                            null);
                }
                if (!values.contains(setting.getValue())) {
                    throw new NoLesson(
                            place + ": expected one of " + values + ", found '" + setting.getValue() + "'", null);
                }
            }
        }
    }

    private static List<String> texts(List<PageView> views) {
        return views.stream().map(PageView::text).toList();
    }
}
