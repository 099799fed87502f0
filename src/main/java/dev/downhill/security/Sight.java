package dev.downhill.security;

import org.jspecify.annotations.Nullable;

/**
 * Whose things a caller sees: the own ones and those that came without a key.
 *
 * @param owner the caller; null sees everything
 */
public record Sight(@Nullable String owner) {
    /** Sees the things of every owner. */
    public static final Sight ALL = new Sight(null);

    public boolean includes(String other) {
        return owner == null || other.equals(owner) || !KeyRing.isOwnerOfAKey(other);
    }
}
