package dev.downhill.security;

import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** A page to print: each new key on a slip of its own, with the address of the class. */
final class KeySheet {
    private KeySheet() {}

    /** @param keys new keys by the students' names */
    static String of(Map<String, String> keys, URI address) {
        String page = HtmlUtils.htmlEscape(address.resolve("/class").toString());
        return keys.entrySet().stream()
                .map(student -> """
                        <section>
                          <h2>%s</h2>
                          <p>Open <a href="%s">%s</a>. The name is yours, and the password is</p>
                          <p><code>%s</code></p>
                        </section>
                        """.formatted(
                        HtmlUtils.htmlEscape(student.getKey()), page, page, HtmlUtils.htmlEscape(student.getValue())))
                .collect(Collectors.joining("", """
                        <!doctype html>
                        <html lang="en">
                        <meta charset="utf-8">
                        <title>Keys of the class</title>
                        <style>
                          body { font: 12pt sans-serif; columns: 2; }
                          section { border: 1px dashed; padding: 0 1em; margin: 0 0 1em; break-inside: avoid; }
                          code { font-size: 14pt; }
                        </style>
                        """, "</html>\n"));
    }
}
