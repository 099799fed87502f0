package dev.downhill.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.downhill.Await;
import dev.downhill.engine.autograd.Allowance;
import dev.downhill.memory.ExceedsBudget;
import dev.downhill.memory.Holder;
import dev.downhill.memory.MemoryBudget;
import dev.downhill.service.ServiceTest;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

@ServiceTest(properties = {"downhill.memory.budget=10MB", "downhill.analysis.max-time=300ms"})
class AnswersTest {
    private static final int MEGABYTE = 1 << 20;

    @Autowired
    private Answers answers;

    @Autowired
    private MemoryBudget budget;

    private final ServletRequestAttributes request = new ServletRequestAttributes(new MockHttpServletRequest());

    @BeforeEach
    void begin() {
        RequestContextHolder.setRequestAttributes(request);
    }

    @AfterEach
    void end() {
        RequestContextHolder.resetRequestAttributes();
    }

    private long held() {
        return budget.held(Holder.ANSWERS);
    }

    @Test
    void holdsMemoryUntilTheRequestIsAnswered() {
        long during = answers.compute(() -> {
            Allowance.take(MEGABYTE);
            Allowance.take(MEGABYTE);
            return held();
        });

        assertThat(during).isBetween(2L * MEGABYTE, 2L * MEGABYTE + 100_000);
        assertThat(held()).isEqualTo(during);
        request.requestCompleted();
        assertThat(held()).isZero();
    }

    @Test
    void reservesOnlyTheBytesOfAFile() {
        byte[] file = answers.file(() -> {
            Allowance.take(MEGABYTE);
            return new byte[100];
        });

        assertThat(held()).isEqualTo(file.length);
        request.requestCompleted();
        assertThat(held()).isZero();
    }

    @Test
    void workBeyondTheBudgetEndsAndHoldsNothing() {
        assertThatExceptionOfType(ExceedsBudget.class)
                .isThrownBy(() -> answers.compute(() -> {
                    Allowance.take(100L * MEGABYTE);
                    return "never";
                }));

        request.requestCompleted();
        assertThat(held()).isZero();
    }

    @Test
    void workThatOutlastsItsRequestHoldsMemoryUntilItEnds() throws Exception {
        var finish = new CountDownLatch(1);
        assertThatExceptionOfType(AnalysisTooLong.class)
                .isThrownBy(() -> answers.compute(() -> {
                    Allowance.take(MEGABYTE);
                    awaitDeafly(finish);
                    return "late";
                }));
        request.requestCompleted();

        assertThat(held()).isGreaterThan(MEGABYTE);
        finish.countDown();
        Await.until("the work ends", () -> held() == 0);
    }

    private static void awaitDeafly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // It does not hear that its time is over.
            }
        }
    }
}
