package dev.downhill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class TurnTakingFilterTest {
    @Test
    void anAnswerIsWrittenAsItIs() throws Exception {
        byte[] bytes = new byte[200_000];
        new SplittableRandom(1).nextBytes(bytes);
        var response = new MockHttpServletResponse();

        new TurnTakingFilter().doFilter(new MockHttpServletRequest(), response, (request, wrapped) -> {
            var out = wrapped.getOutputStream();
            out.write(bytes[0]);
            out.write(bytes, 1, 40_000);
            out.flush();
            out.write(bytes, 40_001, 31);
            out.write(bytes, 40_032, bytes.length - 40_032);
        });

        assertThat(response.getContentAsByteArray()).isEqualTo(bytes);
    }
}
