package dev.downhill.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.web.header.HeaderWriter;

/** Which pages may show a page of this service in a frame: none, apart from {@code /embed} for the configured origins. */
final class Framing implements HeaderWriter {
    private static final String FIGURE = "/embed";

    private final List<String> ancestors;

    /** @param ancestors origins */
    Framing(List<String> ancestors) {
        this.ancestors = ancestors;
    }

    /** Returns the directive of the content-security policy. */
    String directive(HttpServletRequest request) {
        return "frame-ancestors " + (isOpen(request) ? String.join(" ", ancestors) : "'none'");
    }

    /** Older browsers know only this header, which cannot name origins. */
    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        if (!isOpen(request)) {
            response.setHeader("X-Frame-Options", "DENY");
        }
    }

    private boolean isOpen(HttpServletRequest request) {
        return !ancestors.isEmpty() && request.getRequestURI().equals(FIGURE);
    }
}
