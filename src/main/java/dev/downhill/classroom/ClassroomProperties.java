package dev.downhill.classroom;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The work of a class.
 *
 * @param assignments the ids of lessons whose checks the students' jobs are to pass, in the order in which they are taken
 */
@ConfigurationProperties("downhill.classroom")
record ClassroomProperties(@DefaultValue List<String> assignments) {}
