package dev.downhill.specification;

/**
 * The numbers that a seed is combined with, by exclusive or, so that each kind of random choice has a stream of its
 * own. Each spells a word or an abbreviation in ASCII.
 */
public final class RandomStreams {
    /** For generated data. */
    public static final long GENERATOR = 0x67656e65726174L;
    /** For the choice of the test rows. */
    public static final long PARTITION = 0x7061727469746eL;
    /** For the initial values of parameters. */
    public static final long INITIAL = 0x696e697469616cL;
    /** For the order of the rows in each epoch. */
    public static final long SHUFFLE = 0x73687566666c65L;
    /** For the masks of dropout. */
    public static final long DROPOUT = 0x64726f706f7574L;
    /** For the characters of a text sample. */
    public static final long SAMPLE = 0x73616d706c65L;

    private RandomStreams() {}
}
