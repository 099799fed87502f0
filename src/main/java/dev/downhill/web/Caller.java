package dev.downhill.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Who sends the request that this thread answers. */
public final class Caller {
    private Caller() {}

    /** Returns the owner of the key that came with a request; the address it came from where no keys are asked for. */
    public static String name(HttpServletRequest request) {
        Authentication authentication = authentication();
        return authentication == null ? request.getRemoteAddr() : authentication.getName();
    }

    /** Returns the caller of the request that this thread answers; an empty name where it answers none. */
    public static String ofThisRequest() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? name(request.getRequest())
                : "";
    }

    /** Returns whether the caller may see what somebody sent; a student sees only what came with the student's own key. */
    public static boolean maySee(String owner) {
        Authentication authentication = authentication();
        return authentication == null
                || authentication.getName().equals(owner)
                || authentication.getAuthorities().stream()
                        .anyMatch(granted -> KeyAuthentication.TEACHER.equals(granted.getAuthority()));
    }

    /** Returns null where no keys are asked for, and where the service itself acts. */
    private static @Nullable Authentication authentication() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof AnonymousAuthenticationToken ? null : authentication;
    }
}
