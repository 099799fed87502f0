package dev.downhill.specification.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.specification.fault.InvalidSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ChangeTest {
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/steps            | 7     | {'steps':7,'a':{'b':[1,2]},'n':null}",
                "/a/b/1            | 7     | {'steps':1,'a':{'b':[1,7]},'n':null}",
                "/a/b              | 7     | {'steps':1,'a':{'b':7},'n':null}",
                "/a/c              | {'d':7} | {'steps':1,'a':{'b':[1,2],'c':{'d':7}},'n':null}",
                "/new/object/x     | 7     | {'steps':1,'a':{'b':[1,2]},'n':null,'new':{'object':{'x':7}}}",
                "/n/x              | 7     | {'steps':1,'a':{'b':[1,2]},'n':{'x':7}}",
                "/sl~1ash~0        | 7     | {'steps':1,'a':{'b':[1,2]},'n':null,'sl/ash~':7}",
                "/                 | 7     | {'steps':1,'a':{'b':[1,2]},'n':null,'':7}"
            })
    void theValueIsAtThePlace(String pointer, String value, String expected) {
        ObjectNode original = json("{'steps':1,'a':{'b':[1,2]},'n':null}").asObject();

        ObjectNode changed = new Change(pointer, json(value)).appliedTo(original);

        assertThat(changed).isEqualTo(json(expected));
        assertThat(original).isEqualTo(json("{'steps':1,'a':{'b':[1,2]},'n':null}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "steps", "/steps/x", "/a/b/2", "/a/b/-1", "/a/b/-", "/a/b/x", "/a/b/0/x"})
    void namesAPointerThatLeadsNowhere(String pointer) {
        ObjectNode specification = json("{'steps':1,'a':{'b':[1,2]}}").asObject();

        assertThatThrownBy(() -> new Change(pointer, json("7")).appliedTo(specification))
                .isInstanceOf(InvalidSpecification.class)
                .hasMessageContaining(pointer);
    }

    @Test
    void pointerHasAnEnd() {
        ObjectNode specification = json("{}").asObject();

        assertThatThrownBy(() -> new Change("/a".repeat(1_000_000), json("7")).appliedTo(specification))
                .hasMessageContaining("at most 200 characters");
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
