package dev.downhill.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a body that names no type in particular, such as {@code *}{@code /*}, and the body of a form, which no operation
 * takes. Spring answers both with 500.
 */
final class BodyType implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotSupportedException {
        String type = request.getContentType();
        if (type != null && isRefused(type)) {
            throw new HttpMediaTypeNotSupportedException("Content-Type '" + type + "' is not supported.");
        }
        return true;
    }

    private static boolean isRefused(String type) {
        try {
            MediaType parsed = MediaType.parseMediaType(type);
            return parsed.isWildcardType()
                    || parsed.isWildcardSubtype()
                    || parsed.equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED);
        } catch (InvalidMediaTypeException e) {
            // Spring refuses it itself.
            return false;
        }
    }
}
