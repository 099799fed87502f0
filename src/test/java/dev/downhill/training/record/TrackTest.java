package dev.downhill.training.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackTest {
    private static final Track MATRIX = new Track("W", Track.Detail.ALL, new int[] {2, 3}, new double[6]);
    private static final Track SUMMARY = new Track("W", Track.Detail.SUMMARY, new int[] {2, 3}, new double[6]);
    private static final Track NUMBER = new Track("w", Track.Detail.ALL, new int[0], new double[1]);

    @Test
    void everyNumberHasALabel() {
        assertThat(MATRIX.labels()).containsExactly("W[0][0]", "W[0][1]", "W[0][2]", "W[1][0]", "W[1][1]", "W[1][2]");
        assertThat(SUMMARY.labels()).containsExactly("W.norm", "W.mean", "W.std", "W.min", "W.max");
        assertThat(NUMBER.labels()).containsExactly("w");
    }

    @Test
    void aLabelFindsItsNumber() {
        for (Track track : List.of(MATRIX, SUMMARY, NUMBER)) {
            for (int i = 0; i < track.width(); i++) {
                assertThat(track.labels().indexOf(track.labels().get(i))).isEqualTo(i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "W",
                "W[0]",
                "W[2][0]",
                "W[0][3]",
                "W[00][1]",
                "W[0][1]x",
                "W[0][1][0]",
                "w[0][0]",
                "W[-1][0]",
                "W[999999999][999999999]",
                "W[9999999999][0]",
                "W.norm",
                ""
            })
    void unknownLabelFindsNothing(String text) {
        assertThat(MATRIX.labels().indexOf(text)).isNegative();
    }
}
