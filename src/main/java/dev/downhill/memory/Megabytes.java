package dev.downhill.memory;

import java.util.Locale;

/** Bytes in a message. */
public final class Megabytes {
    private static final double MEGA = 1 << 20;

    private Megabytes() {}

    /** Returns bytes in megabytes, with one digit after the point. */
    public static String of(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / MEGA);
    }
}
