package dev.downhill.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.header.HeaderWriter;

/**
 * The content-security policy: a page may load only from this service. Swagger UI also needs the inline styles of its
 * page.
 */
final class ContentPolicy implements HeaderWriter {
    private static final String NAME = "Content-Security-Policy";
    private static final String STRICT = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; "
            + "base-uri 'none'; form-action 'self'; ";
    private static final String SWAGGER_UI = "; style-src 'self' 'unsafe-inline'";

    private final Framing framing;

    ContentPolicy(Framing framing) {
        this.framing = framing;
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        if (!response.containsHeader(NAME)) {
            String styles = request.getRequestURI().startsWith("/swagger-ui/") ? SWAGGER_UI : "";
            response.setHeader(NAME, STRICT + framing.directive(request) + styles);
        }
    }
}
