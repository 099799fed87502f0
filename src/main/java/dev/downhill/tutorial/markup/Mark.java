package dev.downhill.tutorial.markup;

/** A part of a document that Downhill reads. */
public sealed interface Mark {
    /** Returns the offset in the document at which the mark begins. */
    int at();

    /** Returns the name of the specification that the mark gives or belongs to. */
    String specification();

    /** Returns what the document says there. */
    Excerpt content();

    /** Returns the offset in the document at which the content ends. */
    default int end() {
        return content().from(content().text().length());
    }

    /** A specification in JSON, and its name. */
    record Specification(int at, String specification, Excerpt content) implements Mark {}

    /**
     * Lines that a program prints.
     *
     * @param gap where lines go if there are none
     */
    record Printout(int at, String specification, Excerpt content, Gap gap) implements Mark {}

    /**
     * One value of a job.
     *
     * @param pointer its JSON pointer in the job (RFC 6901)
     */
    record Value(int at, String specification, String pointer, Excerpt content) implements Mark {}
}
