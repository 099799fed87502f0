package dev.downhill.data.csv;

import dev.downhill.data.Dataset;
import dev.downhill.data.ReadingAllowance;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The catalogue of data sets that come with the service; where each is from and under which licence. */
public final class BundledDatasets {
    public static final List<Bundled> ALL = List.of(
            new Bundled(
                    "iris",
                    "150 flowers: four lengths in cm, and which of three species of iris",
                    "species",
                    List.of(),
                    "R. A. Fisher (1936), UCI Machine Learning Repository, doi:10.24432/C56C76",
                    "CC BY 4.0"),
            new Bundled(
                    "digits",
                    "1,797 handwritten digits: 8 x 8 grey values from 0 to 16, and which digit",
                    "digit",
                    List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
                    "E. Alpaydin and C. Kaynak (1998), UCI Machine Learning Repository, doi:10.24432/C50P49",
                    "CC BY 4.0"));

    private static final CsvBounds BOUNDS = new CsvBounds(Integer.MAX_VALUE, CsvBounds.COLUMNS, Long.MAX_VALUE);

    private BundledDatasets() {}

    /**
     * A data set that comes with the service.
     *
     * @param target the column to predict
     * @param classes the names of the classes, where the target column numbers them
     */
    public record Bundled(
            String name, String text, String target, List<String> classes, String source, String licence) {
        /** Returns the rows; their numbers take bytes of the allowance. */
        public Dataset load(ReadingAllowance allowance) {
            try (InputStream file = BundledDatasets.class.getResourceAsStream("/data/" + name + ".csv")) {
                if (file == null) {
                    throw new IllegalStateException("/data/" + name + ".csv is missing");
                }
                Dataset rows = CsvTable.dataset(
                        new InputStreamReader(file, StandardCharsets.UTF_8), target, BOUNDS, allowance);
                return classes.isEmpty() ? rows : Dataset.ofClasses(rows.inputs(), rows.target(), classes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Returns the data set of a name, or null. */
    public static @Nullable Bundled named(String name) {
        return ALL.stream().filter(set -> set.name().equals(name)).findFirst().orElse(null);
    }
}
