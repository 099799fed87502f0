package dev.downhill.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.strings;

import dev.downhill.data.ReadingAllowance;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The text of a specification comes back as it was, however short or long it is. */
class SpecificationTextTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static SpecificationText textOf(ObjectNode json) {
        return SpecificationText.of(json, ReadingAllowance.UNLIMITED);
    }

    @Test
    void anyTextComesBackAsItWas() {
        qt().withExamples(500)
                .forAll(
                        strings().betweenCodePoints(0, 0xd7ff).ofLengthBetween(0, 300),
                        integers().between(0, 200))
                .checkAssert((text, copies) -> {
                    ObjectNode json = JSON.createObjectNode().put("name", text).put("csv", text.repeat(copies));

                    assertThat(textOf(json).json()).isEqualTo(json);
                    assertThat(textOf(json).text()).isEqualTo(JSON.writeValueAsString(json));
                });
    }

    @Test
    void shortTextTakesLessThanItsLength() {
        ObjectNode json = (ObjectNode) JSON.readTree("""
                {"model": {"expression": "a * x + c", "parameters": {"a": 0.25, "c": -1.5}},
                 "data": {"x": [2.0, 3.5, 7.25], "y": [6.0, 1.0, 0.5]}, "optimizer": {"type": "sgd", "learningRate": 0.017}}""");

        assertThat(textOf(json).bytes()).isLessThan(textOf(json).text().length() / 2);
    }
}
