package dev.downhill.security;

import dev.downhill.config.BadConfiguration;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The keys of this service.
 *
 * <p>It holds their SHA-256 digests. All digests are compared in constant time, so that the time of a comparison tells
 * nothing about a key.
 */
@Component
final class KeyRing {
    /** The least length of a key that nobody guesses, whatever the rate: 16 random letters and digits. */
    static final int STRONG = 16;

    private static final String TEACHER = "teacher";
    static final String STUDENT = "student ";
    private static final Logger log = LoggerFactory.getLogger(KeyRing.class);

    private final List<Key> keys = new ArrayList<>();
    private final List<String> students = new ArrayList<>();

    /**
     * A key.
     *
     * @param owner whose it is
     * @param teacher whether it opens what others sent too
     * @param strong whether it has {@value #STRONG} characters
     */
    record Key(String owner, byte[] digest, boolean teacher, boolean strong) {}

    KeyRing(SecurityProperties properties, RosterProperties rosterProperties) {
        Roster roster = Roster.of(rosterProperties);
        Map<String, String> byProperty = properties.keys().byProperty();
        roster.keys().forEach((name, text) -> byProperty.put("downhill.classroom.roster: " + name, text));
        List<String> faults = new ArrayList<>(KeyRules.faults(byProperty));
        properties.keys().students().keySet().stream()
                .filter(roster.keys()::containsKey)
                .forEach(name -> faults.add(
                        "downhill.classroom.roster and downhill.security.keys.students both name " + name + "."));
        if (!faults.isEmpty()) {
            throw new BadConfiguration(
                    faults,
                    "Give each property a key of its own, for example from 'openssl rand -hex 16', or remove it.");
        }
        SecurityProperties.Keys given = properties.keys();
        if (given.teacher() != null) {
            keys.add(key(TEACHER, given.teacher(), true));
        }
        given.students().forEach(this::addStudent);
        roster.keys().forEach(this::addStudent);
        byProperty.forEach((property, text) -> {
            if (text.length() < STRONG) {
                log.warn("{} has fewer than {} characters and could be guessed", property, STRONG);
            }
        });
    }

    private void addStudent(String name, String text) {
        students.add(name);
        keys.add(key(STUDENT + name, text, false));
    }

    /** Returns whether requests need a key. */
    boolean asksForKeys() {
        return !keys.isEmpty();
    }

    /** Returns the names of the students, in the order in which they were given. */
    List<String> students() {
        return List.copyOf(students);
    }

    private static Key key(String owner, String text, boolean teacher) {
        return new Key(owner, digest(text), teacher, text.length() >= STRONG);
    }

    /** Returns whether an owner is the owner of a key, and not an address from which a request came without one. */
    static boolean isOwnerOfAKey(String owner) {
        return owner.equals(TEACHER) || owner.startsWith(STUDENT);
    }

    /** Returns the key that a request came with, or null where there is no such key. */
    @Nullable
    Key find(String text) {
        byte[] given = digest(text);
        Key found = null;
        for (Key key : keys) {
            found = MessageDigest.isEqual(key.digest(), given) ? key : found;
        }
        return found;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
