package dev.downhill.bench.attack;

import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the service answered.
 *
 * @param status the status, or 0 where there was no answer
 * @param text the body, without its end where it is long
 */
record Answer(int status, String text, HttpHeaders headers) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PROBLEM = Pattern.compile("\"type\":\"/problems/([^\"]+)\"");

    /** Returns an answer that did not come. */
    static Answer none(String reason) {
        return new Answer(0, reason, HttpHeaders.of(Map.of(), (name, value) -> true));
    }

    /** Returns the status and the kind of the problem, or why there was no answer. */
    String kind() {
        if (status == 0) {
            return text;
        }
        Matcher problem = PROBLEM.matcher(text);
        return status >= 400 && problem.find() ? status + " " + problem.group(1) : Integer.toString(status);
    }

    JsonNode json() {
        return JSON.readTree(text);
    }

    /** Returns where a new job is, or an address at which nothing is. */
    String location() {
        return headers.firstValue("Location").orElse("/jobs/none");
    }

    /** Returns whether the same request may be answered later. */
    boolean isForLater() {
        return status == 429 || status == 503;
    }

    long retryAfterMillis() {
        return 1000 * headers.firstValueAsLong("Retry-After").orElse(1);
    }
}
