package dev.downhill.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a body of a wildcard type, such as {@code *}{@code /*}, and the body of a form without files, which no operation takes. Spring
 * itself would respond to both with 500.
 */
final class BodyType implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotSupportedException {
        MediaType type = typeOf(request);
        if (type != null && isRefused(type)) {
            throw new HttpMediaTypeNotSupportedException(type, List.of());
        }
        return true;
    }

    private static boolean isRefused(MediaType type) {
        return type.isWildcardType()
                || type.isWildcardSubtype()
                || type.equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED);
    }

    /** Returns the type, or null if there is none or it cannot be parsed; Spring itself refuses such a request. */
    private static @Nullable MediaType typeOf(HttpServletRequest request) {
        String text = request.getContentType();
        try {
            return text == null ? null : MediaType.parseMediaType(text);
        } catch (InvalidMediaTypeException e) {
            return null;
        }
    }
}
