package dev.downhill.analysis;

import dev.downhill.memory.Reservation;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The part of the memory budget that the answer to a request holds until it is written. */
final class AnswerMemory {
    private static final String NAME = AnswerMemory.class.getName();

    private final List<Reservation> kept = new ArrayList<>();
    private boolean answered;

    private AnswerMemory() {}

    /**
     * Returns that of the request that this thread answers.
     *
     * @throws IllegalStateException if it answers none
     */
    static AnswerMemory current() {
        RequestAttributes request = RequestContextHolder.currentRequestAttributes();
        if (request.getAttribute(NAME, RequestAttributes.SCOPE_REQUEST) instanceof AnswerMemory known) {
            return known;
        }
        var memory = new AnswerMemory();
        request.setAttribute(NAME, memory, RequestAttributes.SCOPE_REQUEST);
        request.registerDestructionCallback(NAME, memory::close, RequestAttributes.SCOPE_REQUEST);
        return memory;
    }

    /** Holds bytes until the request is answered; closes them at once where it is already. */
    synchronized void keep(Reservation memory) {
        if (answered) {
            memory.close();
        } else {
            kept.add(memory);
        }
    }

    private synchronized void close() {
        answered = true;
        kept.forEach(Reservation::close);
        kept.clear();
    }
}
