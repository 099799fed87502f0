package dev.downhill.data.csv;

import dev.downhill.data.Column;
import dev.downhill.data.DataException;
import dev.downhill.data.ReadingAllowance;
import java.util.List;
import java.util.stream.IntStream;

/** A column of words as one column for each of them: 1 in the rows that have the word, else 0. */
final class OneHotCells implements CsvColumn {
    private final String name;
    private final CsvBounds bounds;
    private final CellFaults faults;
    private final ReadingAllowance allowance;
    private final Words words;

    /** @param allowance the bytes that the words and their columns may take */
    OneHotCells(String name, CsvBounds bounds, char separator, ReadingAllowance allowance) {
        this.allowance = allowance;
        this.words = new Words(allowance);
        this.name = name;
        this.bounds = bounds;
        this.faults = new CellFaults(separator);
    }

    @Override
    public void add(CsvRow row, int column) {
        if (row.isMissing(column)) {
            faults.noWord(row, column);
            return;
        }
        words.add(row.text(column));
        if (words.distinct() > bounds.columns()) {
            throw new DataException("oneHot", "'" + name + "' has more than " + bounds.columns() + " words");
        }
    }

    @Override
    public long bytesOfARow() {
        return Words.BYTES_OF_A_ROW;
    }

    @Override
    public void check(CellFaults all) {
        all.addAll(faults);
    }

    /** Returns how many columns there are. */
    int width() {
        return words.distinct();
    }

    /** Returns the columns, {@code color=blue} before {@code color=red}. */
    List<Column> columns() {
        List<String> sorted = words.sorted();
        int[] places = words.places();
        allowance.take((long) sorted.size() * places.length * Double.BYTES);
        return IntStream.range(0, sorted.size())
                .mapToObj(word -> Column.ofNumbers(
                        name + "=" + sorted.get(word),
                        IntStream.of(places)
                                .mapToDouble(place -> place == word ? 1 : 0)
                                .toArray()))
                .toList();
    }
}
