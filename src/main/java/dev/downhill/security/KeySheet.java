package dev.downhill.security;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriUtils;

/** A page to print: each new key on a slip of its own, with the address at which it is entered, and a link that enters it. */
final class KeySheet {
    private KeySheet() {}

    /** @param keys new keys by the students' names */
    static String of(Map<String, String> keys, URI address) {
        String page = HtmlUtils.htmlEscape(address.resolve("/sign-in").toString());
        return keys.entrySet().stream()
                .map(student -> """
                        <section>
                          <h2>%1$s</h2>
                          <p>Open %2$s and enter this key:</p>
                          <p><code>%3$s</code></p>
                          <p>Or follow this link, which signs the browser in:<br>
                          <a href="%2$s#key=%4$s">%2$s#key=%4$s</a></p>
                        </section>
                        """.formatted(
                                HtmlUtils.htmlEscape(student.getKey()),
                                page,
                                HtmlUtils.htmlEscape(student.getValue()),
                                UriUtils.encode(student.getValue(), StandardCharsets.UTF_8)))
                .collect(Collectors.joining("", """
                        <!doctype html>
                        <html lang="en">
                        <meta charset="utf-8">
                        <title>Keys of the class</title>
                        <style>
                          body { font: 12pt sans-serif; columns: 2; }
                          section { border: 1px dashed; padding: 0 1em; margin: 0 0 1em; break-inside: avoid; overflow-wrap: anywhere; }
                          code { font-size: 14pt; }
                        </style>
                        """, "</html>\n"));
    }
}
