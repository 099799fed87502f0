package dev.downhill.api;

import org.springframework.http.ContentDisposition;

/** Answers that a browser saves as files. */
public final class Attachment {
    private Attachment() {}

    /** Returns the header {@code Content-Disposition} of a file with a name. */
    public static String named(String name) {
        return ContentDisposition.attachment().filename(name).build().toString();
    }
}
