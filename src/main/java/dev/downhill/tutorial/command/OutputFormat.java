package dev.downhill.tutorial.command;

/** The form in which findings are printed. */
enum OutputFormat {
    /** As compilers print them: {@code post.md:41: loss of step 2 is 1.4400, printed 5.7600}. */
    TEXT,
    /** One JSON object for all documents. */
    JSON,
    /** As annotations of GitHub Actions. */
    GITHUB
}
