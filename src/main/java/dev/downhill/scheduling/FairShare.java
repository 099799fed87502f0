package dev.downhill.scheduling;

/** The places that one of several clients may have. */
public final class FairShare {
    private FairShare() {}

    /**
     * Returns how many places a client may have: its share of those that others leave, one at least.
     *
     * @param places how many there are
     * @param others how many of them other clients have
     * @param most how many the client may have where nobody else has any
     */
    public static long places(long places, long others, long most) {
        return Math.max(1, (places - others) * most / places);
    }
}
