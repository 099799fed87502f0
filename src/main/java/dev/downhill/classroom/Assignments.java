package dev.downhill.classroom;

import dev.downhill.config.BadConfiguration;
import dev.downhill.lessons.Exercise;
import dev.downhill.lessons.Exercises;
import java.util.List;
import org.springframework.stereotype.Component;

/** The assignments of the class, in the order in which they are taken. */
@Component
final class Assignments {
    private final List<Exercise> exercises;

    Assignments(ClassroomProperties properties, Exercises lessons) {
        List<String> unknown = properties.assignments().stream()
                .filter(id -> lessons.find(id).isEmpty())
                .map(id -> "downhill.classroom.assignments: there is no lesson '" + id + "'.")
                .toList();
        if (!unknown.isEmpty()) {
            throw new BadConfiguration(unknown, "The lessons are " + String.join(", ", lessons.ids()) + ".");
        }
        this.exercises = properties.assignments().stream()
                .distinct()
                .map(id -> lessons.find(id).orElseThrow())
                .toList();
    }

    List<Exercise> all() {
        return exercises;
    }
}
