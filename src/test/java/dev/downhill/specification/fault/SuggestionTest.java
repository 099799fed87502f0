package dev.downhill.specification.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    private static final List<String> KNOWN = List.of("learningRate", "momentum", "w", "x1", "beta");

    @ParameterizedTest
    @CsvSource({
        "lerningRate, learningRate",
        "LEARNINGRATE, learningRate",
        "momentun, momentum",
        "W, w",
        "ww, w",
        "bata, beta"
    })
    void findsTheNearestName(String name, String meant) {
        assertThat(Suggestion.nearest(name, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"z", "x2", "rate", "gamma", "''"})
    void findsNoNameThatIsFar(String name) {
        assertThat(Suggestion.nearest(name, KNOWN)).isEmpty();
        assertThat(Suggestion.question(name, KNOWN)).isEmpty();
    }

    @Test
    void asksWhetherTheNearestNameIsMeant() {
        assertThat(Suggestion.question("momentm", KNOWN)).isEqualTo("; did you mean 'momentum'?");
    }
}
