package dev.downhill.lessons;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where lessons come from.
 *
 * @param folder a folder with lessons beside those of the service; one of the same id takes its place
 */
@ConfigurationProperties("downhill.lessons")
record LessonsProperties(@Nullable Path folder) {}
