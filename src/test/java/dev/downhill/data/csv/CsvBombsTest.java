package dev.downhill.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.data.DataException;
import dev.downhill.data.ReadingAllowance;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are made to hurt: each is refused with a sentence, after only so much of it was read. */
class CsvBombsTest {
    private static final long GIGABYTE = 1 << 30;
    private static final int LITTLE = 100_000;
    private static final CsvBounds BOUNDS = new CsvBounds(1000, 100, 100_000);

    @Test
    void refusesALineOfAGigabyteEarly() {
        var line = new Endless("a,b\n1,2\n3,", "9");

        refused(line, "(record starting at line 3)");

        assertThat(line.read).isLessThan(LITTLE);
    }

    @Test
    void refusesAHeaderOfAGigabyteEarly() {
        var header = new Endless("a,", "b,");

        refused(header, "line 1 has surpassed the maximum limit of 100 fields");

        assertThat(header.read).isLessThan(LITTLE);
    }

    @Test
    void refusesAnUnclosedQuoteEarly() {
        var field = new Endless("a,b\n1,\"", "line\n");

        refused(field, "(record starting at line 2)");

        assertThat(field.read).isLessThan(LITTLE);
    }

    @Test
    void refusesAQuoteThatIsOpenAtTheEnd() {
        refused(stream("a,b\n1,2\n3,\"x"), "line 3");
    }

    @Test
    void refusesAGigabyteOfRowsAtTheRowLimit() {
        var rows = new Endless("a,b\n", "1,2\n");

        refused(rows, "there are more than 1000 rows");

        assertThat(rows.read).isLessThan(LITTLE);
    }

    @Test
    void aGigabyteOfEmptyLinesHoldsNothing() {
        var lines = new Endless("a,b\n1,2\n", "\n") {
            @Override
            long length() {
                return 10_000_000;
            }
        };

        assertThat(CsvFile.read(lines, CsvOptions.DEFAULT, BOUNDS, ReadingAllowance.UNLIMITED)
                        .summary()
                        .rows())
                .isEqualTo(1);
    }

    @Test
    void namesTheLineOfAnOverlongField() {
        refused(stream("a,b\n1,2\n1," + "x".repeat(CsvBounds.FIELD + 1) + "\n"), "3");
    }

    @Test
    void namesThePlaceOfANul() {
        refused(stream("a,b\n1,2\n3,\0\n"), "line 3, column 'b' holds the character NUL; is the text in UTF-8?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "@SUM(1+1)", "+1+cmd", "-2+3", " =1+1"})
    void namesThePlaceOfAFormula(String formula) {
        refused(stream("a,b\n1,pear\n2,\"" + formula + "\"\n"), "line 3, column 'b' begins like a spreadsheet formula");
    }

    @Test
    void refusesAFormulaInTheHeader() {
        refused(stream("a,=b\n1,2\n"), "line 1, name 2 begins like a spreadsheet formula: '=b'");
    }

    @Test
    void signsAndNumbersWithASignAreNoFormulas() {
        CsvFile file =
                CsvFile.read(stream("a,b\n-1.5,+\n+2e-3,-\n"), CsvOptions.DEFAULT, BOUNDS, ReadingAllowance.UNLIMITED);

        assertThat(file.table("b", file.summary().options(), BOUNDS, ReadingAllowance.UNLIMITED)
                        .dataset()
                        .classes())
                .containsExactly("+", "-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-16LE", "UTF-32BE"})
    void refusesAnotherEncoding(String encoding) {
        byte[] text = "größe,b\n1,2\n".getBytes(Charset.forName(encoding));

        refused(new ByteArrayInputStream(text), "UTF-8");
    }

    @Test
    void byteOrderMarkIsNoPartOfAName() {
        CsvFile file =
                CsvFile.read(stream("\uFEFF\"a\",b\n1,2\n"), CsvOptions.DEFAULT, BOUNDS, ReadingAllowance.UNLIMITED);

        assertThat(file.summary().columns().getFirst().name()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "1e999", "0x1p3", "1d", "1_000", "", "1,5"})
    void nonFiniteNumbersMakeAColumnText(String field) {
        CsvFile file = CsvFile.read(
                stream("a,b\n1,\"" + field + "\"\n"), CsvOptions.DEFAULT, BOUNDS, ReadingAllowance.UNLIMITED);

        assertThat(file.summary().columns().getLast().type()).isEqualTo(CsvSummary.Type.TEXT);
    }

    private static void refused(InputStream text, String message) {
        assertThatThrownBy(() -> CsvFile.read(text, CsvOptions.DEFAULT, BOUNDS, ReadingAllowance.UNLIMITED))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A beginning, and then the same again and again, up to a gigabyte; never held. */
    @SuppressWarnings("InputStreamSlowMultibyteRead") // Speed does not matter here.
    private static class Endless extends InputStream {
        private final byte[] beginning;
        private final byte[] again;
        private long read;

        Endless(String beginning, String again) {
            this.beginning = beginning.getBytes(StandardCharsets.UTF_8);
            this.again = again.getBytes(StandardCharsets.UTF_8);
        }

        long length() {
            return GIGABYTE;
        }

        @Override
        public int read() {
            if (read == length()) {
                return -1;
            }
            long at = read++;
            return at < beginning.length ? beginning[(int) at] : again[(int) ((at - beginning.length) % again.length)];
        }
    }
}
