package dev.downhill.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.concurrent.DelegatingSecurityContextCallable;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The sender of the request that this thread serves. */
public final class Caller {
    /** The role of the teacher, who sees everything. */
    static final String TEACHER = "ROLE_TEACHER";

    static final String STUDENT = "ROLE_STUDENT";

    private Caller() {}

    /** Returns the owner of the key of a request, or its address if no keys are set. */
    public static String name(HttpServletRequest request) {
        Authentication authentication = authentication();
        return authentication == null ? request.getRemoteAddr() : authentication.getName();
    }

    /** Returns the caller of the request that this thread serves; an empty name if it serves none. */
    public static String ofThisRequest() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? name(request.getRequest())
                : "";
    }

    /**
     * Returns whether the caller may see things of an owner.
     *
     * <p>Things sent with a key are visible only with that key or the teacher's; a thread without a caller does not see
     * them. Things sent without a key are visible to everyone.
     */
    public static boolean maySee(String owner) {
        return sight().includes(owner);
    }

    /** Returns whose things the caller may see, as {@link #maySee}. */
    public static Sight sight() {
        Authentication authentication = authentication();
        if (authentication == null) {
            return new Sight("");
        }
        return isTeacher(authentication) ? Sight.ALL : new Sight(authentication.getName());
    }

    /** Returns whether the caller may see what students own: with the teacher's key, or where nobody has keys. */
    public static boolean seesEverything() {
        Authentication authentication = authentication();
        return authentication == null || isTeacher(authentication);
    }

    private static boolean isTeacher(Authentication authentication) {
        return authentication.getAuthorities().stream().anyMatch(granted -> TEACHER.equals(granted.getAuthority()));
    }

    /** Returns a task that another thread does for this thread's caller. */
    public static Runnable withCaller(Runnable task) {
        return new DelegatingSecurityContextRunnable(task);
    }

    /** Returns a task that another thread does for an owner, as if the owner had sent it. */
    public static Runnable as(String owner, Runnable task) {
        if (!KeyRing.isOwnerOfAKey(owner)) {
            return task;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new PreAuthenticatedAuthenticationToken(owner, "", List.of()));
        return new DelegatingSecurityContextRunnable(task, context);
    }

    /** Returns a task with a result that another thread does for this thread's caller. */
    public static <T> Callable<T> withCaller(Callable<T> task) {
        return new DelegatingSecurityContextCallable<>(task);
    }

    /** Returns null where no key came. */
    private static @Nullable Authentication authentication() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof AnonymousAuthenticationToken ? null : authentication;
    }
}
