package dev.downhill.data.csv;

import dev.downhill.data.Cell;
import dev.downhill.data.DataException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The columns of a CSV text. */
final class CsvHeader {
    private static final int MOST_SHOWN = 20;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final long line;
    private final List<String> names;
    private final Map<String, List<Integer>> places = new HashMap<>();

    /**
     * @param line the line on which their names stand
     * @param names as they stand; empty where a column has none
     */
    CsvHeader(long line, List<String> names) {
        this.line = line;
        this.names = List.copyOf(names);
        for (int index = 0; index < names.size(); index++) {
            places.computeIfAbsent(names.get(index), unused -> new ArrayList<>(1))
                    .add(index);
        }
    }

    long line() {
        return line;
    }

    List<String> names() {
        return names;
    }

    /**
     * A column that is read.
     *
     * @param isWords whether it has words, each of which becomes a column
     */
    record Chosen(int index, String name, boolean isWords) {}

    /** Returns the header of a text that has none: c1, c2, ... */
    static CsvHeader numbered(long line, int columns) {
        return new CsvHeader(
                line, IntStream.range(0, columns).mapToObj(CsvHeader::number).toList());
    }

    private static String number(int index) {
        return "c" + (index + 1);
    }

    /**
     * Refuses names that are the first row of data: numbers with nothing else but missing values, or one with a fraction.
     *
     * @throws DataException with what to say instead
     */
    void refuseNumbers(char separator) {
        boolean allData = true;
        String suspect = null;
        for (String name : names) {
            double number = CsvField.number(name, separator);
            allData &= !Double.isNaN(number) || CsvField.isMissing(name);
            if (number % 1 != 0 && !Double.isNaN(number)) {
                refuseData(name);
            }
            suspect = suspect == null && !Double.isNaN(number) ? name : suspect;
        }
        if (allData && suspect != null) {
            refuseData(suspect);
        }
    }

    private void refuseData(String number) {
        throw new DataException("line " + line + " is the header, but '" + Cell.beginning(number)
                + "' is a number; a text without a header needs `header: false`, and its columns are c1, c2, ...;"
                + " `header: true` takes the line as it is");
    }

    /**
     * Returns the columns to read.
     *
     * @param target a column that is read in any case; null where none is known
     * @throws DataException if there is no such column, or one of them has no name of its own
     */
    List<Chosen> chosen(CsvOptions options, @Nullable String target) {
        if (target != null && !places.containsKey(target)) {
            throw new DataException(missing(target) + hint(options));
        }
        List<Chosen> chosen =
                options.columns().isEmpty() ? remaining(options.ignore()) : listed(options.columns(), target);
        if (target != null && chosen.stream().noneMatch(column -> column.name().equals(target))) {
            throw new DataException("ignore", "'" + target + "' is the target and must be read");
        }
        refuseSameNames(chosen);
        Set<Integer> words = words(options.oneHot(), target);
        return chosen.stream()
                .map(column -> new Chosen(column.index(), column.name(), words.contains(column.index())))
                .toList();
    }

    private Set<Integer> words(List<String> oneHot, @Nullable String target) {
        Set<Integer> words = new HashSet<>();
        for (String name : oneHot) {
            Chosen column = only(name, "oneHot");
            if (column.name().equals(target)) {
                throw new DataException(
                        "oneHot", "'" + target + "' is the target; words there become classes without `oneHot`");
            }
            words.add(column.index());
        }
        return words;
    }

    /** Returns a hint for a target that is not among the names. */
    private String hint(CsvOptions options) {
        if (options.hasHeader() && names.stream().anyMatch(name -> !Double.isNaN(CsvField.number(name, ',')))) {
            return "; a text without a header needs `header: false`";
        }
        return names.size() == 1 ? "; `separator` says what separates the columns" : "";
    }

    private List<Chosen> remaining(List<String> ignored) {
        List<Integer> left =
                new ArrayList<>(IntStream.range(0, names.size()).boxed().toList());
        Set<Integer> out = new HashSet<>();
        ignored.forEach(name -> out.addAll(indices(name, "ignore")));
        left.removeAll(out);
        if (left.isEmpty()) {
            throw new DataException("ignore", "no column is left to read");
        }
        return left.stream().map(this::named).toList();
    }

    private Chosen named(int index) {
        if (names.get(index).isEmpty()) {
            throw new DataException("line " + line + ": column " + (index + 1)
                    + " has no name; give it one, or leave it out by its number: `ignore: [" + (index + 1) + "]`");
        }
        return new Chosen(index, names.get(index), false);
    }

    private List<Chosen> listed(List<String> listed, @Nullable String target) {
        List<Chosen> chosen = new ArrayList<>();
        for (String name : listed) {
            chosen.add(only(name, "columns"));
        }
        if (target != null && chosen.stream().noneMatch(column -> column.name().equals(target))) {
            chosen.add(only(target, "target"));
        }
        return chosen;
    }

    private Chosen only(String name, String option) {
        List<Integer> indices = indices(name, option);
        if (indices.size() > 1) {
            throw new DataException(
                    option,
                    "'" + name + "' is the name of " + indices.size() + " columns; use the number of one of them");
        }
        int index = indices.getFirst();
        return new Chosen(index, names.get(index).isEmpty() ? number(index) : names.get(index), false);
    }

    /** Returns where a name stands or, where none is such, the column of that number. */
    private List<Integer> indices(String name, String option) {
        List<Integer> named = places.get(name);
        if (named != null) {
            return named;
        }
        if (NUMBER.matcher(name).matches() && Integer.parseInt(name) <= names.size()) {
            return List.of(Integer.parseInt(name) - 1);
        }
        throw new DataException(option, missing(name));
    }

    private String missing(String name) {
        String first = names.stream().limit(MOST_SHOWN).map(Cell::beginning).collect(Collectors.joining(", "));
        String more = names.size() <= MOST_SHOWN ? "" : " and " + (names.size() - MOST_SHOWN) + " more";
        return "there is no column '" + Cell.beginning(name) + "'; there are " + first + more;
    }

    private void refuseSameNames(List<Chosen> chosen) {
        Map<String, Integer> places = new HashMap<>();
        for (Chosen column : chosen) {
            Integer other = places.put(column.name(), column.index());
            if (other != null) {
                throw new DataException("line " + line + ": columns " + (other + 1) + " and " + (column.index() + 1)
                        + " are both named '" + column.name() + "'; every column needs a name of its own");
            }
        }
    }
}
