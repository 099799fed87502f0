package dev.downhill.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CsvTableTest {
    @Test
    void aTargetOfWordsBecomesClassesInAlphabeticalOrder() {
        Dataset rows = CsvTable.parse("a,kind\n1,pear\n2,apple\n3,pear\n", 10).dataset("kind");

        assertThat(rows.classes()).containsExactly("apple", "pear");
        assertThat(rows.target().values()).containsExactly(1, 0, 1);
        assertThat(rows.inputs().getFirst().values()).containsExactly(1, 2, 3);
    }

    @Test
    void aRaggedRowIsNamedByItsLine() {
        assertThatThrownBy(() -> CsvTable.parse("a,b\n1,2\n3\n", 10))
                .hasMessage("line 3 has 1 fields, the header has 2");
    }

    @Test
    void aColumnThatIsNotNumericIsNamedWithItsLine() {
        assertThatThrownBy(() -> CsvTable.parse("a,b\n1,2\nx,4\n", 10).dataset("b"))
                .hasMessage("line 3, column 'a': 'x' is not a number");
    }

    @Test
    void aTargetThatIsNotThereIsNamedWithTheColumnsThatAre() {
        assertThatThrownBy(() -> CsvTable.parse("a,b\n1,2\n", 10).dataset("c"))
                .hasMessage("there is no column 'c'; there are a, b");
    }

    @Test
    void aHeaderAloneAndTwoColumnsOfOneNameAreRefused() {
        assertThatThrownBy(() -> CsvTable.parse("a,b\n", 10)).hasMessageContaining("no row");
        assertThatThrownBy(() -> CsvTable.parse("a,a\n1,2\n", 10)).hasMessageContaining("a name of its own");
        assertThatThrownBy(() -> CsvTable.parse("a\n1\n2\n3\n", 2)).hasMessage("there are more than 2 rows");
    }
}
