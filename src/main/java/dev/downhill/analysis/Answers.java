package dev.downhill.analysis;

import dev.downhill.engine.autograd.Allowance;
import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.memory.Reservation;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.springframework.stereotype.Component;

/**
 * Computes responses that take work and memory: pictures, exports, predictions, explanations.
 *
 * <p>The threads of {@link Analyses} do the work. Through its {@link Allowance}, the work takes memory from the budget before
 * it allocates, and holds it until the response is written. A waiting request holds nothing.
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
     * Waits for a result and returns it; rethrows the exceptions of the work.
     *
     * @param estimate the estimated duration of the work
     * @param work the work; it takes the bytes that it needs from its {@link Allowance}, is interrupted at its time limit,
     *     and may start twice
     * @throws dev.downhill.memory.ExceedsBudget if the work needs more bytes than the budget can ever give
     * @throws dev.downhill.memory.BudgetTaken if other requests hold the bytes now
     * @throws AnalysesBusy if the queue is full
     * @throws AnalysisTooLong if it exceeds the time limit
     */
    public <T> T compute(Duration estimate, Callable<T> work) {
        AnswerMemory request = AnswerMemory.current();
        return analyses.run(estimate, () -> within(request, memory -> work.call()));
    }

    /** Waits for a result of unknown duration, as {@link #compute(Duration, Callable)} does. */
    public <T> T compute(Callable<T> work) {
        AnswerMemory request = AnswerMemory.current();
        return analyses.run(() -> within(request, memory -> work.call()));
    }

    /** Computes the bytes of a file, as {@link #compute} does; afterwards only these bytes stay reserved. */
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

    /** Does some work and leaves its memory to the request, which releases it at once if the client no longer waits. */
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
