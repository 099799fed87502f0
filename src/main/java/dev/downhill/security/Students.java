package dev.downhill.security;

import java.util.List;
import org.springframework.stereotype.Component;

/** The students who have keys. */
@Component
public final class Students {
    private final KeyRing keys;

    Students(KeyRing keys) {
        this.keys = keys;
    }

    /** Returns their names: first those of the configuration, then those of the roster. */
    public List<String> names() {
        return keys.students();
    }

    /** Returns whether requests need a key, a student's or the teacher's. */
    public boolean needKeys() {
        return keys.asksForKeys();
    }

    /** Returns as whose things a student's things are kept. */
    public static String owner(String name) {
        return KeyRing.STUDENT + name;
    }
}
