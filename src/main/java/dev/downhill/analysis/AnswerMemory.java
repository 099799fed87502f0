package dev.downhill.analysis;

import dev.downhill.memory.Reservation;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The part of the memory budget that a response holds until it is written. */
final class AnswerMemory {
    private static final String NAME = AnswerMemory.class.getName();

    private final List<Reservation> kept = new ArrayList<>();
    private boolean answered;

    private AnswerMemory() {}

    /**
     * Returns the memory of the request that this thread serves.
     *
     * @throws IllegalStateException if this thread serves no request
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

    /** Keeps a reservation until the response is written; closes it at once if that has already happened. */
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
