package dev.downhill.bench.attack;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was seen during an attack: notes, and limits that were broken. */
final class Findings {
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final List<String> broken = new CopyOnWriteArrayList<>();

    void note(String text) {
        notes.add(text);
    }

    void broken(String text) {
        broken.add(text);
    }

    /** Notes how long something took, and that a limit is broken where it took longer. */
    void within(double limit, double seconds, String what) {
        note("%s: %.2f s".formatted(what, seconds));
        if (seconds > limit) {
            broken("%s took %.2f s, more than %.1f s".formatted(what, seconds, limit));
        }
    }

    void expect(boolean holds, String otherwise) {
        if (!holds) {
            broken(otherwise);
        }
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    List<String> broken() {
        return List.copyOf(broken);
    }
}
