package dev.downhill.security;

import dev.downhill.api.Problem;
import dev.downhill.api.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Asks for a key. A browser then asks its user for a name, which says nothing, and a password, which is the key. */
record KeyNeeded(ProblemWriter problems) implements AuthenticationEntryPoint {
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Downhill\"");
        refuse(response);
    }

    /** Refuses a wrong key. A program that gave it as Bearer is not asked for a password, nor is the user of a page that did. */
    void write(GivenKey wrong, HttpServletResponse response) throws IOException {
        if (wrong.way() != GivenKey.Way.BEARER) {
            response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Downhill\"");
        }
        refuse(response);
    }

    private void refuse(HttpServletResponse response) throws IOException {
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Downhill\"");
        problems.write(
                response,
                Problem.answer(
                        HttpStatus.UNAUTHORIZED,
                        "key-missing",
                        "A key is needed",
                        "send a key as 'Authorization: Bearer', or as the password of HTTP Basic"));
    }
}
