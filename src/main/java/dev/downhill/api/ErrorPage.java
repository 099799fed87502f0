package dev.downhill.api;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Responds with a problem to a request that failed before it reached a controller. */
@RestController
@Hidden
class ErrorPage implements ErrorController {
    @RequestMapping("/error")
    ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus known = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        if (known == HttpStatus.REQUEST_TIMEOUT) {
            // The web server sets this status when a client stops in the middle of a body.
            return Problem.answer(RequestTooSlow.problem());
        }
        ProblemDetail problem = Problem.traced(ProblemDetail.forStatus(known == null ? HttpStatus.NOT_FOUND : known));
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path) {
            problem.setInstance(URI.create(path));
        }
        return Problem.answer(problem);
    }
}
