package dev.downhill.explain.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line that a training loop prints: {@code step 3: w=3.0240, loss=0.9216} or {@code Epoch 1/10, Loss: 0.1234}.
 *
 * @param number its number among all lines, from 1
 * @param label the number of the step or epoch that it is of, or null where it does not say
 * @param ofEpoch whether that is an epoch
 */
record PrintedLine(int number, String text, @Nullable Long label, boolean ofEpoch, List<PrintedNumber> numbers) {
    static final String NUMBER = "[-+]?(?:\\d++\\.?\\d*+|\\.\\d++)(?:[eE][-+]?\\d{1,4})?|[-+]?(?:nan|inf)\\b";
    private static final Pattern LABEL = Pattern.compile(
            "\\b(steps?|epochs?|iter|iterations?|round|update)\\b\\s*[#:=\\[(]?\\s*(\\d{1,12})(?:\\s*(?:/|of)\\s*\\d++)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern VALUE = Pattern.compile(
            "([A-Za-z_][\\w.]*+(?:\\[\\d++])*+)\\s*[:=]\\s*(?:tensor\\()?(\\[[^\\]]*+(?:]\\s*,\\s*\\[[^\\]]*+)*+]++|"
                    + NUMBER + ")",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ONE = Pattern.compile(NUMBER, Pattern.CASE_INSENSITIVE);

    /** Returns lines read, those of a table by the header above them. */
    static List<PrintedLine> all(List<String> lines) {
        List<PrintedLine> all = new ArrayList<>();
        TableHeader header = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            PrintedLine row = header == null ? null : header.row(i + 1, line);
            all.add(row == null ? of(i + 1, line) : row);
            TableHeader next = TableHeader.of(line);
            header = next == null ? header : next;
        }
        return all;
    }

    private static PrintedLine of(int number, String text) {
        Matcher label = LABEL.matcher(text);
        boolean labelled = label.find();
        int from = labelled ? label.end() : 0;
        List<PrintedNumber> numbers = new ArrayList<>();
        Matcher value = VALUE.matcher(text);
        for (int at = from; value.find(at); at = value.end()) {
            String name = value.group(1);
            if (value.group(2).startsWith("[")) {
                elements(name, value.group(2), value.start(2), numbers);
            } else {
                numbers.add(new PrintedNumber(name, value.group(2), value.start(2), value.end(2)));
            }
        }
        boolean epoch = labelled && label.group(1).toLowerCase(Locale.ROOT).startsWith("epoch");
        return new PrintedLine(number, text, labelled ? Long.valueOf(label.group(2)) : null, epoch, numbers);
    }

    /** The elements of a list are numbered in the order in which they stand, and named {@code w#0}, {@code w#1}. */
    private static void elements(String name, String list, int offset, List<PrintedNumber> numbers) {
        Matcher one = ONE.matcher(list);
        for (int i = 0; one.find(); i++) {
            numbers.add(new PrintedNumber(name + "#" + i, one.group(), offset + one.start(), offset + one.end()));
        }
    }
}
