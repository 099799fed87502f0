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
        write(response);
    }

    void write(HttpServletResponse response) throws IOException {
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Downhill\"");
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
