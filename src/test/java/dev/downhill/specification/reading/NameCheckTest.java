package dev.downhill.specification.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.downhill.specification.Limits;
import dev.downhill.specification.fault.Fault;
import dev.downhill.specification.fault.InvalidSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Names that would stand for two things. */
class NameCheckTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "w * x   | x | {\"x\": [1, 2], \"y\": [2, 4]}                    | a data column",
                "w * y   | y | {\"x\": [1, 2], \"y\": [2, 4]}                    | the target column",
                "w * t   | t | {\"x\": [1, 2], \"t\": [2, 4], \"target\": \"t\"} | the target column",
                "w * y   | y | {\"y\": [1, 2]}                                   | a data column",
                "w * x   | x | {\"generator\": \"line\"}                           | a data column",
                "w * x   | x | {\"csv\": \"x,y\\n1,2\\n\"}                       | a data column",
                "w * c1  | c1 | {\"csv\": \"1,2\\n\", \"header\": false, \"target\": \"c2\"} | a data column",
                "w * größe | größe | {\"größe\": [1, 2], \"y\": [2, 4]}          | a data column"
            })
    void refusesAParameterWithTheNameOfAColumn(String expression, String parameter, String data, String what) {
        List<Fault> faults = faults("""
                {"model": {"expression": "%s", "parameters": {"w": 1, "%s": 1}}, "data": %s}""".formatted(expression, parameter, data));

        assertThat(faults).hasSize(1);
        assertThat(faults.getFirst().pointer()).isEqualTo("/model/parameters/" + parameter);
        assertThat(faults.getFirst().code()).isEqualTo("name");
        assertThat(faults.getFirst().message())
                .isEqualTo("'" + parameter + "' is the name of " + what + "; a parameter needs a name of its own");
    }

    @Test
    void refusesAColumnWithTheNameOfAWeight() {
        List<Fault> faults = faults("""
                {"model": {"layers": [{"type": "linear", "units": 1}]}, "data": {"0.weight": [[1, 2]], "y": [1]}}""");

        assertThat(faults)
                .containsExactly(
                        new Fault("/data", "name", "column '0.weight' has the name of a parameter of the model"));
    }

    @Test
    void nameInOneFormulaIsFreeInAnother() {
        var reader = new SpecificationReader(Limits.DEFAULT);

        assertThat(reader.read(new JsonMapper().readTree("""
                        {"model": {"expression": "k * x + yPred + sum * sum(x)", "parameters": {"k": 1, "yPred": 0, "sum": 2}},
                         "data": {"x": [1, 2], "t": [2, 4], "target": "t"}, "loss": {"expression": "(yPred - y) ** 2"},
                         "schedule": {"expression": "1 / (k + 1)"}, "steps": 2}""")).parameterNames()).containsExactly("k", "yPred", "sum");
    }

    private static List<Fault> faults(String specification) {
        var reader = new SpecificationReader(Limits.DEFAULT);
        return catchThrowableOfType(
                        InvalidSpecification.class, () -> reader.read(new JsonMapper().readTree(specification)))
                .faults();
    }
}
