package dev.downhill.analysis;

import dev.downhill.engine.autograd.Allowance;
import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.memory.Reservation;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.springframework.stereotype.Component;

/**
 * Answers that take work and memory: pictures, exports, predictions, explanations.
 *
 * <p>The threads of {@link Analyses} compute them. Such work takes its memory from the budget before it allocates,
 * through its {@link Allowance}, and holds it until the request is answered. A waiting request holds nothing.
 */
@Component
public final class Answers {
    /** The least memory of an answer. */
    private static final long LEAST_BYTES = 16 << 10;

    private final Analyses analyses;
    private final MemoryBudget budget;

    Answers(Analyses analyses, MemoryBudget budget) {
        this.analyses = analyses;
        this.budget = budget;
    }

    /**
     * Waits for an answer and returns it; the exceptions of the work come out of here.
     *
     * @param estimate about how long the work takes
     * @param work takes the bytes that it needs from its {@link Allowance}; it is interrupted when its time is over,
     *     and may start twice
     * @throws dev.downhill.memory.ExceedsBudget if answers can never have that many bytes
     * @throws dev.downhill.memory.BudgetTaken if others hold them now
     * @throws AnalysesBusy if the queue is full
     * @throws AnalysisTooLong if it exceeds the time limit
     */
    public <T> T compute(Duration estimate, Callable<T> work) {
        AnswerMemory request = AnswerMemory.current();
        return analyses.run(estimate, () -> within(request, memory -> work.call()));
    }

    /** Waits for an answer, as {@link #compute(Duration, Callable)} does, of which nobody knows how long it takes. */
    public <T> T compute(Callable<T> work) {
        AnswerMemory request = AnswerMemory.current();
        return analyses.run(() -> within(request, memory -> work.call()));
    }

    /** Returns the bytes of a file as {@link #compute} does; no more than these stay reserved. */
    public byte[] file(Callable<byte[]> work) {
        AnswerMemory request = AnswerMemory.current();
        return analyses.run(() -> within(request, memory -> {
            byte[] file = work.call();
            memory.shrinkTo(file.length);
            return file;
        }));
    }

    @FunctionalInterface
    private interface Work<T> {
        T answer(Reservation memory) throws Exception;
    }

    /** Does some work and leaves its memory to the request, which gives it back at once where the client no longer waits. */
    private <T> T within(AnswerMemory request, Work<T> work) throws Exception {
        Reservation memory = budget.reserve(Holder.ANSWERS, LEAST_BYTES);
        boolean answered = false;
        try {
            T answer = Allowance.within(memory::grow, () -> work.answer(memory));
            answered = true;
            request.keep(memory);
            return answer;
        } finally {
            if (!answered) {
                memory.close();
            }
        }
    }
}
