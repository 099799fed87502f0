package dev.downhill.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.data.Cell;
import dev.downhill.data.Dataset;
import dev.downhill.data.Partition;
import dev.downhill.data.ReadingAllowance;
import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
    @Test
    void targetOfWordsBecomesClassesInAlphabeticalOrder() {
        Dataset rows = read("a,kind\n1,pear\n2,apple\n3,pear\n", "kind");

        assertThat(rows.classes()).containsExactly("apple", "pear");
        assertThat(rows.target().values()).containsExactly(1, 0, 1);
        assertThat(rows.inputs().getFirst().values()).containsExactly(1, 2, 3);
    }

    @Test
    void namesTheLineOfARaggedRow() {
        assertThatThrownBy(() -> read("a,b\n1,2\n3\n", "b")).hasMessage("line 3 has 1 fields, the header has 2");
    }

    @Test
    void namesTheLineOfANonNumericCell() {
        assertThatThrownBy(() -> read("a,b\n1,2\nx,4\n", "b")).hasMessage("line 3, column 'a': 'x' is not a number");
    }

    @Test
    void listsTheColumnsWhenTheTargetIsMissing() {
        assertThatThrownBy(() -> read("a,b\n1,2\n", "c")).hasMessage("there is no column 'c'; there are a, b");
    }

    @Test
    void refusesALoneHeaderAndDuplicateNames() {
        assertThatThrownBy(() -> read("a,b\n", "a")).hasMessageContaining("no row");
        assertThatThrownBy(() -> read("", "a")).hasMessageContaining("no header");
        assertThatThrownBy(() -> read("a,a\n1,2\n", "a")).hasMessageContaining("a name of its own");
    }

    @Test
    void namesAWordAmongTheNumbersOfATarget() {
        assertThat(read("a,b\n1,2\n3,4.5\n", "b").target().values()).containsExactly(2, 4.5);
        assertThatThrownBy(() -> read("a,b\n1,2\n3,many\n5,2\n", "b"))
                .hasMessage("line 3, column 'b': 'many' is not a number");
    }

    @Test
    void aNumberAmongManyWordsIsTheNameOfAClass() {
        assertThat(read("a,b\n1,seven\n3,8\n5,nine\n", "b").classes()).containsExactly("8", "nine", "seven");
    }

    @Test
    void theFirstCellOfATargetOfWordsIsKnown() {
        assertThat(read("a,b\n1,pear\n2,apple\n", "b").firstWord()).isEqualTo(new Cell(2, "b", "pear"));
        assertThat(read("a,b\n1,2\n2,3\n", "b").firstWord()).isNull();
    }

    @Test
    void namesUpToFiveNonNumericCells() {
        assertThatThrownBy(() -> read("a,b\n1,2\n?,4\n3,x\n4,5\n", "b"))
                .hasMessageContainingAll("line 3, column 'a': '?' is not a number", "line 4, column 'b': 'x' is not a");
        assertThatThrownBy(() -> read("a,b\n1,1\n2,2\n3,3\n" + "x,0\n".repeat(7), "b"))
                .hasMessageContainingAll("line 5,", "line 9,", "and 2 more cells");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?", "", " ", "NA", "N/A", "n/a", "NaN", "nan", "-nan", "null", "NULL", "None", "<NA>", "#N/A",
                "-1.#IND"
            })
    void refusesDropsOrFillsAMissingValue(String missing) {
        String csv = "a,b\n1,2\n" + missing + ",4\n3," + missing + "\n5,6\n";

        assertThatThrownBy(() -> read(csv, "b"))
                .hasMessageStartingWith("line 3, column 'a': '" + missing.strip() + "' is not a number")
                .hasMessageContainingAll("line 4, column 'b'", "`missing: \"drop\"`");
        Dataset dropped = with(csv, MissingValues.DROP);
        assertThat(dropped.target().values()).containsExactly(2, 6);
        assertThat(dropped.inputs().getFirst().values()).containsExactly(1, 5);
        Dataset filled = new Partition(with(csv, MissingValues.MEAN), null, null, null)
                .filled()
                .training();
        assertThat(filled.inputs().getFirst().values()).containsExactly(1, 3, 3, 5);
        assertThat(filled.target().values()).containsExactly(2, 4, 4, 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,5", "1e999", "-1e999", "inf", "-inf", "Infinity", "1,000.5", "1.234.567", "-1,5"})
    void malformedNumberIsNeitherAClassNorMissing(String cell) {
        String csv = "a,b\n1,\"" + cell + "\"\n2,\"" + cell + "\"\n";

        for (MissingValues missing : MissingValues.values()) {
            assertThatThrownBy(() -> with(csv, missing))
                    .hasMessageStartingWith("line 2, column 'b': '" + cell + "' is not a ")
                    .hasMessageContaining("number");
        }
    }

    @Test
    void refusesAMissingClassOrDropsItsRow() {
        String csv = "a,b\n1,pear\n2,\n3,apple\n";

        assertThatThrownBy(() -> read(csv, "b")).hasMessageStartingWith("line 3, column 'b': '' is a missing value");
        assertThatThrownBy(() -> with(csv, MissingValues.MEAN)).hasMessageContaining("'' is a missing value");
        assertThat(with(csv, MissingValues.DROP).target().values()).containsExactly(1, 0);
    }

    @Test
    void explainsAColumnWithoutNumbers() {
        assertThatThrownBy(() -> read("a,b\nred,1\nblue,2\n", "b"))
                .hasMessageStartingWith("line 2, column 'a': 'red' is not a number, nor is any other")
                .hasMessageContainingAll("`oneHot`", "`ignore`");
        assertThatThrownBy(() -> with("a,b\n,1\n,2\n", MissingValues.MEAN)).hasMessageContaining("column 'a': ''");
        assertThatThrownBy(() -> with("a,b\n1,\n2,\n", MissingValues.MEAN)).hasMessageContaining("column 'b': ''");
        assertThatThrownBy(() -> with("a,b\n1,\n2,\n", MissingValues.DROP)).hasMessageContaining("every row");
    }

    @Test
    void meanIsThatOfTheTrainingRows() {
        Dataset training = with("a,b\n1,2\n,4\n4,9\n", MissingValues.MEAN);
        Dataset test = with("a,b\n100,2\n,4\n", MissingValues.MEAN);

        Partition filled = new Partition(training, test, null, null).filled();

        Dataset rest = Objects.requireNonNull(filled.test());
        assertThat(rest.inputs().getFirst().values()).containsExactly(100, 2.5);
    }

    @Test
    void refusesATableBeyondABound() {
        assertThatThrownBy(() -> CsvTable.dataset(
                        new StringReader("a\n1\n2\n3\n"), "a", new CsvBounds(2, 10, 100), ReadingAllowance.UNLIMITED))
                .hasMessage("there are more than 2 rows");
        assertThatThrownBy(() -> CsvTable.dataset(
                        new StringReader("a,b\n1,2\n3,4\n"), "a", new CsvBounds(9, 10, 3), ReadingAllowance.UNLIMITED))
                .hasMessage("there are more than 3 fields");
        assertThatThrownBy(() -> CsvTable.dataset(
                        new StringReader("a,b,c\n1,2,3\n"), "a", new CsvBounds(9, 2, 100), ReadingAllowance.UNLIMITED))
                .hasMessageContaining("2");
    }

    private static Dataset with(String csv, MissingValues missing) {
        var options = new CsvOptions(null, null, List.of(), List.of(), missing, List.of());
        return CsvTable.read(
                        new StringReader(csv), "b", options, new CsvBounds(10, 10, 100), ReadingAllowance.UNLIMITED)
                .dataset();
    }

    private static Dataset read(String csv, String target) {
        return CsvTable.dataset(new StringReader(csv), target, new CsvBounds(10, 10, 100), ReadingAllowance.UNLIMITED);
    }
}
