package dev.downhill.classroom;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The assignments that the students have solved; the list stays when their jobs are gone. */
interface SolvedAssignments {
    /** Returns the ids of the solved assignments by the students' names. */
    Map<String, Set<String>> all();

    /** Notes that a student has solved assignments. */
    void add(String student, List<String> assignments);
}
