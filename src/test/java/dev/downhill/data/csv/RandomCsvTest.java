package dev.downhill.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.data.Column;
import dev.downhill.data.DataException;
import dev.downhill.data.ReadingAllowance;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random tables, written in every way that spreadsheets write them: what is read is what was written, and a cell that is no
 * number is named with the line on which it stands. {@code -Ddownhill.draws=100000} draws more.
 */
class RandomCsvTest {
    private static final int DRAWS = Integer.getInteger("downhill.draws", 3000);
    private static final CsvBounds BOUNDS = new CsvBounds(1000, 100, 100_000);
    private static final List<String> BAD = List.of("?", "", "NA", "nan", "x", "1,5x", "1e999", "inf", "12:30");
    private static final List<String> MISSING = List.of("?", "", "NA", "nan", "null", "<NA>");

    @Test
    void numbersAreReadAsTheyWereWritten() {
        var random = new SplittableRandom(11);
        for (int draw = 0; draw < DRAWS; draw++) {
            var text = new Written(random);

            CsvTable table = text.read(MissingValues.REFUSE);

            assertThat(table.options().separator()).as(text.text()).isEqualTo(text.separator);
            assertThat(table.dataset().target().values())
                    .as(text.text())
                    .containsExactly(column(text.values, text.target));
            assertThat(table.dataset().inputs()).hasSize(text.width - 1);
            for (Column input : table.dataset().inputs()) {
                assertThat(input.values())
                        .as(text.text())
                        .containsExactly(column(text.values, text.names.indexOf(input.name())));
            }
        }
    }

    @Test
    void namesTheLineOfANonNumericCell() {
        var random = new SplittableRandom(12);
        for (int draw = 0; draw < DRAWS; draw++) {
            var text = new Written(random);
            int row = random.nextInt(text.rows);
            int column = random.nextInt(text.width);
            String bad = BAD.get(random.nextInt(BAD.size()));
            text.put(row, column, bad);

            if (text.rows > 2) {
                assertThatThrownBy(() -> text.read(MissingValues.REFUSE))
                        .as(text.text())
                        .isInstanceOf(DataException.class)
                        .hasMessageStartingWith("line " + text.line(row, column) + ", column '" + text.names.get(column)
                                + "': '" + bad + "' is not a ");
            }
        }
    }

    @Test
    void dropsOnlyRowsWithAMissingValue() {
        var random = new SplittableRandom(13);
        for (int draw = 0; draw < DRAWS; draw++) {
            var text = new Written(random);
            List<Integer> complete = new ArrayList<>();
            for (int row = 0; row < text.rows; row++) {
                if (random.nextInt(3) == 0) {
                    text.put(row, random.nextInt(text.width), MISSING.get(random.nextInt(MISSING.size())));
                } else {
                    complete.add(row);
                }
            }

            if (!complete.isEmpty()) {
                double[] target =
                        text.read(MissingValues.DROP).dataset().target().values();
                double[] written = column(text.values, text.target);
                assertThat(target)
                        .as(text.text())
                        .containsExactly(complete.stream()
                                .mapToDouble(row -> written[row])
                                .toArray());
            }
        }
    }

    private static double[] column(double[][] values, int column) {
        double[] numbers = new double[values.length];
        for (int row = 0; row < values.length; row++) {
            numbers[row] = values[row][column];
        }
        return numbers;
    }

    /** A table of numbers and its text: a separator, line ends, quotes, blank lines, a first column of notes to ignore. */
    private static final class Written {
        private final SplittableRandom random;
        private final char separator;
        private final String end;
        private final boolean commas;
        private final int rows;
        private final int width;
        private final int target;
        private final List<String> names = new ArrayList<>();
        private final double[][] values;
        private final String[][] cells;
        private final String[] notes;
        private final int[] blanks;
        private final String beginning;

        Written(SplittableRandom random) {
            this.random = random;
            this.separator = ",;\t|".charAt(random.nextInt(4));
            this.end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
            this.commas = separator == ';' && random.nextBoolean();
            this.rows = 1 + random.nextInt(8);
            this.width = 2 + random.nextInt(4);
            this.target = random.nextInt(width);
            this.values = new double[rows][width];
            this.cells = new String[rows][width];
            this.notes = new String[rows];
            this.blanks = random.ints(rows + 1, 0, 2).toArray();
            this.beginning = random.nextBoolean() ? "\uFEFF" : "";
            for (int c = 0; c < width; c++) {
                names.add(random.nextBoolean() ? "größe " + c : "x" + c);
            }
            for (int row = 0; row < rows; row++) {
                notes[row] = List.of("n", "\"two" + end + "lines\"", "\"a \"\"word\"\"\"", "\"" + separator + "\"")
                        .get(random.nextInt(4));
                for (int c = 0; c < width; c++) {
                    number(row, c);
                }
            }
        }

        private void number(int row, int column) {
            double number = switch (random.nextInt(3)) {
                case 0 -> random.nextInt(-5, 5);
                case 1 -> random.nextDouble(-1, 1);
                default -> random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-30, 30));
            };
            values[row][column] = number;
            String digits = number == Math.rint(number) && random.nextBoolean()
                    ? String.format(Locale.ROOT, "%.0f", number)
                    : Double.toString(number);
            String written = commas ? digits.replace('.', ',') : digits;
            cells[row][column] = switch (random.nextInt(4)) {
                case 0 -> "\"" + written + "\"";
                case 1 -> " " + written + " ";
                default -> written;
            };
        }

        void put(int row, int column, String cell) {
            cells[row][column] = cell.indexOf(separator) >= 0 ? "\"" + cell + "\"" : cell;
        }

        String text() {
            var text = new StringBuilder(beginning).append("note");
            names.forEach(name -> text.append(separator).append(name));
            text.append(end).append(end.repeat(blanks[0]));
            for (int row = 0; row < rows; row++) {
                text.append(notes[row]);
                for (String cell : cells[row]) {
                    text.append(separator).append(cell);
                }
                text.append(end).append(end.repeat(blanks[row + 1]));
            }
            return text.toString();
        }

        /** Counts line ends up to the cell, in the text itself. */
        long line(int row, int column) {
            String marked = cells[row][column];
            cells[row][column] = "\0";
            String before = text().substring(0, text().indexOf('\0'));
            cells[row][column] = marked;
            return 1L + (before.length() - before.replace(end, "").length()) / end.length();
        }

        CsvTable read(MissingValues missing) {
            var options = new CsvOptions(null, null, List.of(), List.of("note"), missing, List.of());
            return CsvTable.read(
                    new StringReader(text()), names.get(target), options, BOUNDS, ReadingAllowance.UNLIMITED);
        }
    }
}
