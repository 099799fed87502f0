package dev.downhill.security;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds keys that cannot be used. A fault names properties and never a key. */
final class KeyRules {
    private KeyRules() {}

    /** @param keys keys by their properties */
    static List<String> faults(Map<String, String> keys) {
        List<String> faults = new ArrayList<>();
        Map<String, String> owners = new LinkedHashMap<>();
        keys.forEach((property, key) -> {
            if (key.isBlank()) {
                faults.add(property + " is blank, so an empty password would be a key.");
            } else if (!key.chars().allMatch(KeyRules::canBeSent)) {
                faults.add(
                        property + " has white space or a character that is not ASCII; no client can send such a key.");
            } else {
                String other = owners.putIfAbsent(key, property);
                if (other != null) {
                    faults.add(
                            other + " and " + property + " are equal, so the service cannot tell their owners apart.");
                }
            }
        });
        return faults;
    }

    /** Returns whether a character may stand in a key in the header Authorization. */
    private static boolean canBeSent(int character) {
        return character > ' ' && character < 0x7f;
    }
}
