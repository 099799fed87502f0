package dev.downhill.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * The cookie with which a signed-in browser sends its key: until the browser is closed, to this service alone, and never with
 * a request that another site makes but for a link that is followed. Scripts cannot read it.
 */
final class KeyCookie {
    private static final String NAME = "downhill-key";

    private KeyCookie() {}

    /** Returns a cookie with a key. The browser sends it by TLS alone if the request came by TLS. */
    static ResponseCookie of(String key, HttpServletRequest request) {
        // Not every character of a key may stand in a cookie.
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return cookie(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), request)
                .build();
    }

    /** Returns the cookie that removes the other from the browser. */
    static ResponseCookie gone(HttpServletRequest request) {
        return cookie("", request).maxAge(0).build();
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(String value, HttpServletRequest request) {
        return ResponseCookie.from(NAME, value)
                .path("/")
                .httpOnly(true)
                .sameSite("Lax")
                .secure(request.isSecure());
    }

    /** Returns the key of a request's cookie, or null where there is none. */
    static @Nullable String keyOf(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, NAME);
        if (cookie == null) {
            return null;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cookie.getValue()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // It is no key, and none is blank.
            return "";
        }
    }
}
