package dev.downhill.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import org.junit.jupiter.api.Test;

class CsvTableTest {
    @Test
    void aTargetOfWordsBecomesClassesInAlphabeticalOrder() {
        Dataset rows = read("a,kind\n1,pear\n2,apple\n3,pear\n", "kind");

        assertThat(rows.classes()).containsExactly("apple", "pear");
        assertThat(rows.target().values()).containsExactly(1, 0, 1);
        assertThat(rows.inputs().getFirst().values()).containsExactly(1, 2, 3);
    }

    @Test
    void aRaggedRowIsNamedByItsLine() {
        assertThatThrownBy(() -> read("a,b\n1,2\n3\n", "b")).hasMessage("line 3 has 1 fields, the header has 2");
    }

    @Test
    void aColumnThatIsNotNumericIsNamedWithItsLine() {
        assertThatThrownBy(() -> read("a,b\n1,2\nx,4\n", "b")).hasMessage("line 3, column 'a': 'x' is not a number");
    }

    @Test
    void aTargetThatIsNotThereIsNamedWithTheColumnsThatAre() {
        assertThatThrownBy(() -> read("a,b\n1,2\n", "c")).hasMessage("there is no column 'c'; there are a, b");
    }

    @Test
    void aHeaderAloneAndTwoColumnsOfOneNameAreRefused() {
        assertThatThrownBy(() -> read("a,b\n", "a")).hasMessageContaining("no row");
        assertThatThrownBy(() -> read("", "a")).hasMessageContaining("no header");
        assertThatThrownBy(() -> read("a,a\n1,2\n", "a")).hasMessageContaining("a name of its own");
    }

    @Test
    void aTargetOfNumbersIsAQuantityAndOneWordMakesItClasses() {
        assertThat(read("a,b\n1,2\n3,4.5\n", "b").target().values()).containsExactly(2, 4.5);
        assertThat(read("a,b\n1,2\n3,many\n5,2\n", "b").classes()).containsExactly("2", "many");
    }

    @Test
    void whatPassesABoundIsRefused() {
        assertThatThrownBy(() -> CsvTable.dataset(new StringReader("a\n1\n2\n3\n"), "a", new CsvBounds(2, 10, 100)))
                .hasMessage("there are more than 2 rows");
        assertThatThrownBy(() -> CsvTable.dataset(new StringReader("a,b\n1,2\n3,4\n"), "a", new CsvBounds(9, 10, 3)))
                .hasMessage("there are more than 3 fields");
        assertThatThrownBy(() -> CsvTable.dataset(new StringReader("a,b,c\n1,2,3\n"), "a", new CsvBounds(9, 2, 100)))
                .hasMessageContaining("2");
    }

    private static Dataset read(String csv, String target) {
        return CsvTable.dataset(new StringReader(csv), target, new CsvBounds(10, 10, 100));
    }
}
