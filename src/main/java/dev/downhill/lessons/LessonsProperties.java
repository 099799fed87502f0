package dev.downhill.lessons;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The source of the lessons.
 *
 * @param folder a folder with more lessons; a lesson with the id of a bundled one replaces it
 */
@ConfigurationProperties("downhill.lessons")
record LessonsProperties(@Nullable Path folder) {}
