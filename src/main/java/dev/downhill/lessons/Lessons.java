package dev.downhill.lessons;

import dev.downhill.specification.reading.SpecificationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The lessons of this service, read while it starts; the log names each invalid file, which is skipped. The first
 * caller may have to wait until they are read.
 */
@Component
final class Lessons {
    private static final Logger log = LoggerFactory.getLogger(Lessons.class);
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    private final CompletableFuture<Map<String, ServedLesson>> byId;

    /** Reads them on a thread of its own: trying all of their jobs takes a tenth of the time of a start. */
    Lessons(LessonsProperties properties, SpecificationReader specifications) {
        byId = CompletableFuture.supplyAsync(() -> read(properties, specifications), Thread::startVirtualThread);
    }

    private static Map<String, ServedLesson> read(LessonsProperties properties, SpecificationReader specifications) {
        var reader = new LessonReader(specifications);
        Map<String, ServedLesson> lessons = new LinkedHashMap<>();
        read(reader, "classpath:/lessons/*.yaml", lessons);
        Path folder = properties.folder();
        if (folder != null && Files.isDirectory(folder)) {
            read(reader, folder.toUri() + "*", lessons);
        } else if (folder != null) {
            log.warn("Serving only the bundled lessons: downhill.lessons.folder is not a folder: {}", folder);
        }
        log.info("Serving {} lessons", lessons.size());
        return Collections.unmodifiableMap(lessons);
    }

    private static void read(LessonReader reader, String pattern, Map<String, ServedLesson> lessons) {
        for (Resource file : files(pattern)) {
            try {
                ServedLesson lesson = reader.read(file);
                lessons.put(lesson.id(), lesson);
            } catch (NoLesson e) {
                log.warn("Skipping invalid lesson {}: {}", file.getDescription(), e.getMessage());
            }
        }
    }

    private static List<Resource> files(String pattern) {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(pattern))
                    .filter(file -> ENDINGS.stream().anyMatch(String.valueOf(file.getFilename())::endsWith))
                    .sorted(Comparator.comparing(file -> String.valueOf(file.getFilename())))
                    .toList();
        } catch (IOException e) {
            log.warn("Cannot read lessons from {}: {}", pattern, e.getMessage());
            return List.of();
        }
    }

    /** Returns all of them, in the order in which they are best taken. */
    Collection<ServedLesson> all() {
        return byId.join().values();
    }

    Optional<ServedLesson> find(String id) {
        return Optional.ofNullable(byId.join().get(id));
    }
}
