package dev.downhill.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.data.Column;
import dev.downhill.data.DataException;
import dev.downhill.data.Dataset;
import dev.downhill.data.ReadingAllowance;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV texts as people have them, and the options that say how to read them. */
class CsvOptionsTest {
    private static final CsvBounds BOUNDS = new CsvBounds(100, 20, 1000);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6.1101,17.592\n5.5277,9.1302\n",
                "1,2\n3,4\n",
                "1,?,\n3,4,5\n",
                "1;2,5\n3;4\n",
                "5.1,3.5,1.4,0.2,Iris-setosa\n4.9,3.0,1.4,0.2,Iris-setosa\n",
                "\uFEFF1,2\n3,4\n",
                "\n\n\"1\",\"2\"\n3,4\n"
            })
    void refusesARowOfDataAsHeaderAndSaysWhatToDo(String csv) {
        assertThatThrownBy(() -> read(csv, "c1", CsvOptions.DEFAULT)).hasMessageContaining("`header: false`");
    }

    @Test
    void suggestsHeaderOrSeparatorWhenTheTargetIsMissing() {
        assertThatThrownBy(() -> read("39,State-gov\n50,Private\n", "y", CsvOptions.DEFAULT))
                .hasMessage("there is no column 'y'; there are 39, State-gov; a text without a header needs"
                        + " `header: false`");
        assertThatThrownBy(() -> read("x y\n1 2\n", "y", CsvOptions.DEFAULT)).hasMessageContaining("`separator`");
        assertThat(read("x y\n1 2\n", "y", separator(' ')).target().values()).containsExactly(2);
    }

    @Test
    void numbersColumnsWhenThereIsNoHeader() {
        Dataset rows = read("6.5,17\n5.5,9\n8.5,13\n", "c2", header(false));

        assertThat(rows.target().values()).containsExactly(17, 9, 13);
        assertThat(rows.inputs().getFirst().name()).isEqualTo("c1");
        assertThat(rows.inputs().getFirst().values()).containsExactly(6.5, 5.5, 8.5);
    }

    @Test
    void acceptsADeclaredHeaderOfNumbers() {
        Dataset rows = read("1990,2000\n1,2\n3,4\n", "2000", header(true));

        assertThat(rows.target().values()).containsExactly(2, 4);
    }

    @Test
    void namesThatAreYearsAmongWordsAreNames() {
        assertThat(read("gdp,1990,2000\n1,2,5\n3,4,6\n", "2000", CsvOptions.DEFAULT)
                        .inputs())
                .extracting(Column::name)
                .containsExactly("gdp", "1990");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '%',
            value = {
                "\"fixed acidity\";y|7.4;5|7.8;6 ~ ;",
                "x@y|1@2 ~ @",
                "x;y|1,5;2,5 ~ ;",
                "x,y|1,2|3,4 ~ ,",
                "\"a;b\",y|1,2 ~ ,",
                "\"a \"\";\"\" b\",y|1,2 ~ ,",
                "x,y|1,\"2;5\" ~ ,",
                "y|1|2 ~ ,",
                "a;b;y|1;2;3|1;2 ~ ;",
                "x,a;b|1,2 ~ ,"
            })
    void theSeparatorIsRecognized(String csv, String separator) {
        String text = csv.replace('|', '\n').replace('@', '\t');

        var rows = new CsvRows(new StringReader(text), CsvOptions.DEFAULT, null, BOUNDS);

        assertThat(rows.separator()).isEqualTo(separator.replace('@', '\t').charAt(0));
    }

    @Test
    void recognizesABarAndAcceptsAnyDeclaredSeparator() {
        assertThat(read("x|y\n1|2\n", "y", CsvOptions.DEFAULT).target().values())
                .containsExactly(2);
        assertThat(read("x:y\n1:2\n", "y", separator(':')).target().values()).containsExactly(2);
        assertThat(Separator.of("tab")).isEqualTo('\t');
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",,", "a", "1", ".", "-", "+", "\"", "\n", "semicolon"})
    void refusesCharactersThatCannotSeparateFields(String separator) {
        assertThatThrownBy(() -> Separator.of(separator)).hasMessageContaining("'separator' must be one character");
    }

    @Test
    void numbersBetweenSemicolonsHaveDecimalCommas() {
        Dataset rows = read("x;y\n1,5;-2,25\n-,5;1e3\n", "y", CsvOptions.DEFAULT);

        assertThat(rows.inputs().getFirst().values()).containsExactly(1.5, -0.5);
        assertThat(rows.target().values()).containsExactly(-2.25, 1000);
    }

    @Test
    void refusesATextWithDecimalCommasAndPoints() {
        assertThatThrownBy(() -> read("x;y\n1,5;2\n3;1.234\n", "y", CsvOptions.DEFAULT))
                .hasMessageContainingAll("line 2, column 'x': '1,5'", "line 3, column 'y': '1.234'");
        assertThatThrownBy(() -> read("x;y\n1;2\n3;1.234,5\n", "y", CsvOptions.DEFAULT))
                .hasMessageContaining("'1.234,5' is not a number");
    }

    @Test
    void explainsADecimalCommaBetweenOtherSeparators() {
        assertThatThrownBy(() -> read("x\ty\n1\t2,5\n", "y", CsvOptions.DEFAULT))
                .hasMessageContainingAll("line 2, column 'y': '2,5' is not a number", "';'");
    }

    @ParameterizedTest
    @CsvSource({"'x,y,|1,2,|3,4,', 3", "',x,y|0,1,2|1,3,4', 1", "'x,\" \",y|0,1,2', 2"})
    void namesANamelessColumnByItsNumber(String csv, int number) {
        String text = csv.replace('|', '\n');

        assertThatThrownBy(() -> read(text, "y", CsvOptions.DEFAULT))
                .hasMessageContainingAll("line 1: column " + number + " has no name", "ignore");
        for (String name : List.of(Integer.toString(number), "")) {
            assertThat(read(text, "y", ignore(name)).inputs())
                    .extracting(Column::name)
                    .containsExactly("x");
        }
    }

    @Test
    void choosesColumnsByNameOrNumberAndKeepsTheTarget() {
        String csv = "a,b,,y\n1,2,3,4\n5,6,7,8\n";

        assertThat(read(csv, "y", columns("b", "a")).inputs())
                .extracting(Column::name)
                .containsExactly("b", "a");
        assertThat(read(csv, "y", columns("3", "y")).inputs())
                .extracting(Column::name)
                .containsExactly("c3");
    }

    @Test
    void unreadColumnsMayHoldAnything() {
        String csv = "id,name,x,y\n=1,Ada,1,2\n?,Bob,3,4\n";

        assertThat(read(csv, "y", ignore("id", "name")).inputs().getFirst().values())
                .containsExactly(1, 3);
    }

    @Test
    void namesTheOptionOfAFaultyChoiceOfColumns() {
        String csv = "a,b,b,y\n1,2,3,4\n";

        assertOption("columns", () -> read(csv, "y", columns("z")), "there is no column 'z'; there are a, b, b, y");
        assertOption("columns", () -> read(csv, "y", columns("b")), "'b' is the name of 2 columns");
        assertOption("ignore", () -> read(csv, "y", ignore("z")), "there is no column 'z'");
        assertOption("ignore", () -> read(csv, "y", ignore("y")), "'y' is the target");
        assertOption("oneHot", () -> read(csv, "y", oneHot(ignore("b"), "z")), "there is no column 'z'");
        assertOption("oneHot", () -> read(csv, "y", oneHot(ignore("b"), "y")), "'y' is the target");
        assertThatThrownBy(() -> read(csv, "y", CsvOptions.DEFAULT))
                .hasMessageContaining("columns 2 and 3 are both named 'b'");
        assertThat(read(csv, "y", ignore("2")).inputs())
                .extracting(Column::name)
                .containsExactly("a", "b");
        assertThatThrownBy(
                        () -> new CsvOptions(null, null, List.of("a"), List.of("b"), MissingValues.REFUSE, List.of()))
                .hasMessageContaining("either");
    }

    @Test
    void wordsBecomeOneColumnEachInAlphabeticalOrder() {
        Dataset rows = read("color,x,y\nred,1,2\nblue,3,4\nred,5,6\n", "y", oneHot(CsvOptions.DEFAULT, "color"));

        assertThat(rows.inputs()).extracting(Column::name).containsExactly("color=blue", "color=red", "x");
        assertThat(rows.inputs().get(0).values()).containsExactly(0, 1, 0);
        assertThat(rows.inputs().get(1).values()).containsExactly(1, 0, 1);
    }

    @Test
    void refusesAMissingWordAndTooManyWords() {
        assertThatThrownBy(() -> read("color,y\nred,2\nNA,4\n", "y", oneHot(CsvOptions.DEFAULT, "color")))
                .hasMessageStartingWith("line 3, column 'color': 'NA' is a missing value");
        var many = new StringBuilder("name,y\n");
        for (int row = 0; row < 60; row++) {
            many.append("n").append(row % 20).append(",1\n");
        }
        assertOption(
                "oneHot",
                () -> read(many.toString(), "y", oneHot(CsvOptions.DEFAULT, "name")),
                "21 columns of 60 rows");
        many.append("another,1\n");
        assertOption(
                "oneHot", () -> read(many.toString(), "y", oneHot(CsvOptions.DEFAULT, "name")), "more than 20 words");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '%',
            value = {
                "x,y|1,2||bad,4|5,6 ~ 4",
                "||x,y|bad,2|5,6 ~ 4",
                "x,y|1,2@|bad,4@|5,6@| ~ 3",
                "\"x\",\"y\"@1,2@bad,4@5,6 ~ 3",
                "note,x,y|\"a|b@|c\",1,2|n,bad,4|n,5,6 ~ 5",
                "note,x,y|\"a|b@|c\",bad,2|n,3,4 ~ 4",
                "\"note|s\",x,y|\"a\"\"|\",1,2|n,bad,4 ~ 5"
            })
    void countsLinesAsTheFileDoes(String csv, long line) {
        String text = csv.replace('|', '\n').replace('@', '\r');
        CsvOptions options = text.contains("note") ? ignore("1") : CsvOptions.DEFAULT;

        assertThatThrownBy(() -> read(text, "y", options))
                .hasMessageStartingWith("line " + line + ", column 'x': 'bad' is not a number");
    }

    @Test
    void namesTheLineOfAHeader() {
        assertThatThrownBy(() -> read("\n\nx,,y\n1,2,3\n", "y", CsvOptions.DEFAULT))
                .hasMessageStartingWith("line 3: column 2 has no name");
    }

    @Test
    void listsTheFirstOfManyNames() {
        String header = IntStream.rangeClosed(1, 30).mapToObj(i -> "n" + i).collect(Collectors.joining(","));

        assertThatThrownBy(() -> CsvTable.read(
                        new StringReader(header + "\n" + "1,".repeat(29) + "1\n"),
                        "y",
                        CsvOptions.DEFAULT,
                        new CsvBounds(100, 40, 1000),
                        ReadingAllowance.UNLIMITED))
                .hasMessageContaining("there are n1, n2,")
                .hasMessageEndingWith("n20 and 10 more");
    }

    @Test
    void readingAgainWithTheFoundOptionsGivesTheSame() {
        CsvTable first = CsvTable.read(
                new StringReader("x;y\n1,5;2\n"), "y", CsvOptions.DEFAULT, BOUNDS, ReadingAllowance.UNLIMITED);

        assertThat(first.options().separator()).isEqualTo(';');
        assertThat(first.options().header()).isTrue();
        CsvTable again = CsvTable.read(
                new StringReader("x;y\n1,5;2\n"), "y", first.options(), BOUNDS, ReadingAllowance.UNLIMITED);
        assertThat(again.options()).isEqualTo(first.options());
        assertThat(again.dataset().inputs().getFirst().values()).containsExactly(1.5);
    }

    private static void assertOption(String option, Runnable reading, String words) {
        assertThatThrownBy(reading::run)
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.option()).isEqualTo(option))
                .hasMessageContaining(words);
    }

    private static CsvOptions options(
            @Nullable Boolean header, @Nullable Character separator, List<String> columns, List<String> ignore) {
        return new CsvOptions(header, separator, columns, ignore, MissingValues.REFUSE, List.of());
    }

    private static CsvOptions header(boolean header) {
        return options(header, null, List.of(), List.of());
    }

    private static CsvOptions separator(char separator) {
        return options(null, separator, List.of(), List.of());
    }

    private static CsvOptions columns(String... names) {
        return options(null, null, List.of(names), List.of());
    }

    private static CsvOptions ignore(String... names) {
        return options(null, null, List.of(), List.of(names));
    }

    private static CsvOptions oneHot(CsvOptions others, String name) {
        return new CsvOptions(
                others.header(),
                others.separator(),
                others.columns(),
                others.ignore(),
                others.missing(),
                List.of(name));
    }

    private static Dataset read(String csv, String target, CsvOptions options) {
        return CsvTable.read(new StringReader(csv), target, options, BOUNDS, ReadingAllowance.UNLIMITED)
                .dataset();
    }
}
