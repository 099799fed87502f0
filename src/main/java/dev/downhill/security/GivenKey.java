package dev.downhill.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;

/**
 * The key that a request gives.
 *
 * @param text the key, or whatever stands in its place
 */
record GivenKey(String text, Way way) {
    private static final String BEARER = "bearer ";
    private static final BasicAuthenticationConverter CONVERTER = new BasicAuthenticationConverter();

    /** How a key is given. */
    enum Way {
        /** {@code Authorization: Bearer} (RFC 6750), by a program. */
        BEARER,
        /** A cookie, by a browser in which someone has signed in. */
        COOKIE,
        /** The password of {@code Authorization: Basic} (RFC 7617), with any name. */
        BASIC
    }

    /**
     * Returns the key of a request, or null where it gives none. A browser goes on sending a password that it once asked for, so a
     * cookie, which is newer, counts before it.
     */
    static @Nullable GivenKey of(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return new GivenKey(authorization.substring(BEARER.length()).strip(), Way.BEARER);
        }
        String cookie = KeyCookie.keyOf(request);
        if (cookie != null) {
            return new GivenKey(cookie, Way.COOKIE);
        }
        return authorization == null ? null : basic(request);
    }

    private static @Nullable GivenKey basic(HttpServletRequest request) {
        try {
            UsernamePasswordAuthenticationToken named = CONVERTER.convert(request);
            return named == null ? null : new GivenKey(String.valueOf(named.getCredentials()), Way.BASIC);
        } catch (AuthenticationException e) {
            // It is no key, and none is blank.
            return new GivenKey("", Way.BASIC);
        }
    }

    /** Does not show the key, because whatever is logged may be read by others. */
    @Override
    public String toString() {
        return "a key by " + way;
    }
}
