package dev.downhill.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A printout describes an output. */
class PrintoutTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "w=2.4000, loss=36.0000      | w=2.4000,  loss=36.0000",
                "{\"w\": 1.44, \"n\": [1, ...]} | {\"w\":1.4399999999999984,\"n\":[1,2,3]}",
                "{\"id\": \"...\", \"x\": 3.8e-13}  | {\"id\":\"a-7b\",\"x\":3.7748736025745084E-13}",
                "step 1 ... step 10 ...      | step 1 step 2 step 10 done",
            })
    void numbersRoundAndDotsStandForAnything(String printed, String output) {
        assertThat(new Printout(printed).describes(output)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "w=2.4000       | w=2.4001",
                "w=2.4000       | w=2.4000 and more",
                "loss 5.7600    | loss 1.4400",
                "{\"n\": 36}      | {\"n\":36.4}",
                "step 1 ... done | step 1 step 2",
                "a ... b ... c  | a c b",
            })
    void anotherOutputIsNotDescribed(String printed, String output) {
        assertThat(new Printout(printed).describes(output)).isFalse();
    }
}
