package dev.downhill.security;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets a browser keep a key as a cookie, and forget it. */
@RestController
@RequestMapping(SignInController.PATH)
@Tag(name = "Sign in", description = "A browser keeps a key as a cookie until it is closed.")
class SignInController {
    static final String PATH = "/sign-in/key";

    @Operation(
            operationId = "signIn",
            summary = "Keep the key of this request in the browser",
            description = "The page `/sign-in` sends a key that was typed, or that stands behind the `#` of a link.")
    @ApiResponse(responseCode = "204", description = "the key is right, and a cookie has it")
    @PostMapping
    ResponseEntity<Void> signIn(HttpServletRequest request) {
        GivenKey key = GivenKey.of(request);
        return key == null ? ResponseEntity.noContent().build() : with(KeyCookie.of(key.text(), request));
    }

    @Operation(operationId = "signOut", summary = "Forget the key in the browser")
    @ApiResponse(responseCode = "204", description = "the cookie is removed")
    @DeleteMapping
    ResponseEntity<Void> signOut(HttpServletRequest request) {
        return with(KeyCookie.gone(request));
    }

    private static ResponseEntity<Void> with(ResponseCookie cookie) {
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .build();
    }
}
