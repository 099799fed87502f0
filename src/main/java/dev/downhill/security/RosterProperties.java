package dev.downhill.security;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The students of a class.
 *
 * @param roster a CSV file with a student's name and key per line; a missing key is made and written into it
 * @param address the address at which students reach the service, for the sheet of new keys; by default
 *     this machine at port 8080
 */
@ConfigurationProperties("downhill.classroom")
record RosterProperties(@Nullable Path roster, @Nullable URI address) {}
