package dev.downhill.api;

import dev.downhill.specification.fault.Fault;
import dev.downhill.specification.fault.Faults;
import dev.downhill.specification.fault.InvalidSpecification;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/** Turns every exception that no feature handles itself into a problem. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class Problems extends ResponseEntityExceptionHandler {
    private static final Pattern PARSER_DETAILS = Pattern.compile(
            ": enable .*| \\(start marker.*| \\(code \\d+\\)|, from `[^`]*`|,? ?\\(?from `.*|: was expecting .JSON.*");
    private static final int MAX_MESSAGE = 160;
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalidSpecification(InvalidSpecification e) {
        ProblemDetail problem = Problem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "invalid-specification",
                "The specification cannot run",
                summary(e.faults()));
        problem.setProperty("errors", e.faults());
        return Problem.answer(problem);
    }

    private static String summary(List<Fault> faults) {
        if (faults.size() == 1) {
            return faults.getFirst().message();
        }
        String more = faults.size() < Faults.MOST ? "" : " and maybe more: the search stopped there";
        return faults.size() + " faults, listed in 'errors'" + more;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(RequestTooLarge e) {
        return Problem.answer(RequestTooLarge.problem(e.limit()));
    }

    /** Spring Security's firewall checks a parameter when code reads it, and rejects control characters and the like. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> rejected(RequestRejectedException e) {
        return Problem.answer(
                HttpStatus.BAD_REQUEST,
                "request-rejected",
                "The request is not allowed",
                "a parameter or a header has a character that is not allowed there");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooSlow(RequestTooSlow e) {
        return Problem.answer(RequestTooSlow.problem());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> undecodable(InvalidParameterException e) {
        return Problem.answer(new BadParameter("the query is not percent-encoded UTF-8").getBody());
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> anythingElse(Exception e) {
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            return nobody(e);
        }
        log.error("Unhandled exception", e);
        return Problem.answer(
                HttpStatus.INTERNAL_SERVER_ERROR, "internal", "Internal error", "an unexpected error occurred");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotWritable(
            HttpMessageNotWritableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return DisconnectedClientHelper.isClientDisconnectedException(e)
                ? nobody(e)
                : super.handleHttpMessageNotWritable(e, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String path = request instanceof ServletWebRequest served
                ? served.getRequest().getRequestURI()
                : "/" + e.getResourcePath();
        ProblemDetail problem = Problem.of(status, "not-found", "Not found", "there is nothing at '" + path + "'");
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    /** Names HEAD and OPTIONS too, which Spring answers beside the methods of an operation. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Set<HttpMethod> allowed = new LinkedHashSet<>();
        if (e.getSupportedHttpMethods() != null) {
            allowed.addAll(e.getSupportedHttpMethods());
        }
        if (allowed.contains(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD);
        }
        allowed.add(HttpMethod.OPTIONS);
        headers.setAllow(allowed);
        return super.handleHttpRequestMethodNotSupported(e, headers, status, request);
    }

    /** A parameter that is none of the words, or not a number. */
    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String parameter = e instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(e.getPropertyName());
        String what = e.getMostSpecificCause() instanceof NumberFormatException
                ? "'" + e.getValue() + "' is not " + kindOf(e.getRequiredType())
                : String.valueOf(e.getMostSpecificCause().getMessage());
        return refused(new BadParameter(parameter, what), request);
    }

    private static String kindOf(@Nullable Class<?> type) {
        boolean fraction = type == double.class || type == Double.class;
        return fraction ? "a number" : "a whole number of that range";
    }

    /** Refuses a parameter of a record that several operations share. */
    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        FieldError first = e.getFieldErrors().getFirst();
        if (first.contains(TypeMismatchException.class)) {
            return handleTypeMismatch(first.unwrap(TypeMismatchException.class), headers, status, request);
        }
        String what = first.getRejectedValue() + " " + first.getDefaultMessage();
        return refused(new BadParameter(first.getField(), what), request);
    }

    private @Nullable ResponseEntity<Object> refused(BadParameter e, WebRequest request) {
        return handleExceptionInternal(e, e.getBody(), e.getHeaders(), e.getStatusCode(), request);
    }

    /** The client disconnected; there is no one to answer. */
    private static <T> @Nullable ResponseEntity<T> nobody(Exception e) {
        log.debug("a client disconnected", e);
        return null;
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (request instanceof ServletWebRequest answered
                && answered.getResponse() != null
                && answered.getResponse().isCommitted()) {
            // The web server itself answers a client that stops in the middle of a body.
            return null;
        }
        ProblemDetail problem = unreadable(e);
        return handleExceptionInternal(e, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), request);
    }

    private static ProblemDetail unreadable(Throwable e) {
        if (NestedExceptionUtils.getMostSpecificCause(e) instanceof RequestTooLarge tooLarge) {
            return RequestTooLarge.problem(tooLarge.limit());
        }
        if (NestedExceptionUtils.getMostSpecificCause(e) instanceof RequestTooSlow) {
            return RequestTooSlow.problem();
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof StreamConstraintsException constraint) {
                return notJson("the JSON exceeds a limit: " + plain(constraint), constraint);
            }
            if (cause instanceof JacksonException malformed) {
                return notJson("the body is not JSON: " + plain(malformed), malformed);
            }
        }
        return Problem.of(HttpStatus.BAD_REQUEST, "not-json", "Not JSON", "the request has no body");
    }

    /** Returns the parser's message without details for programmers: its settings, and pieces of the source. */
    private static String plain(JacksonException e) {
        String message = PARSER_DETAILS.matcher(e.getOriginalMessage()).replaceAll("");
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "...";
    }

    private static ProblemDetail notJson(String detail, JacksonException e) {
        String place = e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        return Problem.of(HttpStatus.BAD_REQUEST, "not-json", "Not JSON", detail + place);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ResponseEntity<Object> answer = super.handleExceptionInternal(e, body, headers, status, request);
        if (answer == null) {
            return null;
        }
        if (answer.getBody() instanceof ProblemDetail problem) {
            Problem.traced(problem);
        }
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(answer.getBody());
    }
}
