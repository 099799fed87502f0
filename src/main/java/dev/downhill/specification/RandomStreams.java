package dev.downhill.specification;

/** The numbers that a seed is combined with, so that each kind of random choice has a stream of its own. */
public final class RandomStreams {
    public static final long GENERATOR = 0x67656e65726174L;
    public static final long PARTITION = 0x7061727469746eL;
    public static final long INITIAL = 0x696e697469616cL;
    public static final long SHUFFLE = 0x73687566666c65L;
    public static final long DROPOUT = 0x64726f706f7574L;
    public static final long SAMPLE = 0x73616d706c65L;

    private RandomStreams() {}
}
