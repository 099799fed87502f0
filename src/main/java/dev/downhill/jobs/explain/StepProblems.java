package dev.downhill.jobs.explain;

import dev.downhill.api.BadParameter;
import dev.downhill.api.Problem;
import dev.downhill.explain.graph.DrawingTooLarge;
import dev.downhill.explain.landscape.LandscapeException;
import dev.downhill.explain.layer.LayerFault;
import dev.downhill.explain.step.RowFault;
import dev.downhill.explain.step.TooLarge;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what can go wrong with the steps of a job. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class StepProblems {
    @ExceptionHandler
    ResponseEntity<ProblemDetail> drawingTooLarge(DrawingTooLarge e) {
        return Problem.answer(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "drawing-too-large",
                "The graph is too large to draw",
                e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(TooLarge e) {
        return Problem.answer(
                HttpStatus.UNPROCESSABLE_CONTENT, "step-too-large", "The step is too large to explain", e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> rowFault(RowFault e) {
        String parameter = e.parameter();
        String what = String.valueOf(e.getMessage());
        return parameter == null
                ? Problem.answer(
                        HttpStatus.UNPROCESSABLE_CONTENT, "rows-depend-on-each-other", "No row stands alone", what)
                : Problem.answer(new BadParameter(parameter, what).getBody());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> noSuchLayer(LayerFault e) {
        return Problem.answer(new BadParameter(e.parameter(), String.valueOf(e.getMessage())).getBody());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> noSuchView(LandscapeException e) {
        var parameter = new BadParameter(e.parameter(), String.valueOf(e.getMessage()));
        return Problem.answer(parameter.getBody());
    }
}
