package dev.downhill.jobs.postgresql;

import java.util.Arrays;
import java.util.Collection;

/** The amount to which the largest holders are cut so that all together have no more than a limit. */
final class Level {
    private Level() {}

    /**
     * Returns the greatest amount that each may keep.
     *
     * @param amounts what each has, none below 0
     * @param most what all may have together, at least 0
     * @return {@link Long#MAX_VALUE} if all may keep what they have
     */
    static long of(Collection<Long> amounts, long most) {
        long[] ascending = amounts.stream().mapToLong(Long::longValue).sorted().toArray();
        if (Arrays.stream(ascending).sum() <= most) {
            return Long.MAX_VALUE;
        }
        long left = most;
        for (int i = 0; i < ascending.length; i++) {
            long even = left / (ascending.length - i);
            if (ascending[i] > even) {
                return even;
            }
            left -= ascending[i];
        }
        return Long.MAX_VALUE;
    }
}
