package dev.downhill.explain.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrincipalComponentTest {
    @Test
    void theTwoGreatestEigenvaluesAreFoundWithTheirVectors() {
        List<PrincipalComponent> found =
                PrincipalComponent.firstTwo(new double[][] {{2, 1, 0}, {1, 2, 0}, {0, 0, 0.25}});

        assertThat(found.get(0).eigenvalue()).isCloseTo(3, within(1e-12));
        assertThat(found.get(0).shares()[0]).isCloseTo(found.get(0).shares()[1], within(1e-9));
        assertThat(found.get(1).eigenvalue()).isCloseTo(1, within(1e-12));
        assertThat(found.get(1).shares()[0]).isCloseTo(-found.get(1).shares()[1], within(1e-9));
    }

    @Test
    void vectorsThatAreAllZeroHaveNone() {
        assertThat(PrincipalComponent.firstTwo(new double[3][3]))
                .extracting(PrincipalComponent::eigenvalue)
                .containsExactly(0.0, 0.0);
    }
}
