package dev.downhill.explain.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.reading.SpecificationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the training loops of well-known tutorials print, beside a specification of each. The lines come from the loops
 * themselves, run by Python, NumPy or PyTorch 2.13.
 */
class TutorialTranscriptsTest {
    /** Tutorials that also print predictions for rows which the specification does not have. */
    private static final Set<String> NOT_WHOLLY_CHECKED = Set.of("hunkim-02-manual-gradient.json");

    private static final int BROKEN_DIGITS = 5;
    private static final Pattern DECIMAL = Pattern.compile("(?<![\\w.])\\d+\\.\\d+(?![\\d:])");

    static List<Path> tutorials() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/transcripts"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("tutorials")
    void agreesWithThePrintoutOfATutorial(Path file) {
        Transcript check = Transcript.of(job(file), lines(file));

        assertThat(check.wrong()).isEmpty();
        assertThat(check.checked()).isPositive();
        assertThat(check.agrees()).isEqualTo(!NOT_WHOLLY_CHECKED.contains(String.valueOf(file.getFileName())));
        assertThat(check.unchecked())
                .allSatisfy(number -> assertThat(number.reason()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("tutorials")
    void findsOneBrokenDigit(Path file) {
        JobSpecification job = job(file);
        String text = String.join("\n", lines(file));
        List<MatchResult> numbers = DECIMAL.matcher(text).results().toList();
        var random = new SplittableRandom(numbers.size());
        for (int i = 0; i < BROKEN_DIGITS && !numbers.isEmpty(); i++) {
            String broken = broken(text, numbers.get(random.nextInt(numbers.size())), random);

            assertThat(Transcript.of(job, broken.lines().toList()).agrees())
                    .as("%s%ninstead of%n%s", broken, text)
                    .isFalse();
        }
    }

    /** Changes one of the first five significant digits by two or more. */
    private static String broken(String text, MatchResult number, SplittableRandom random) {
        String digits = number.group();
        int first = 0;
        while (first < digits.length() - 1 && (digits.charAt(first) == '0' || digits.charAt(first) == '.')) {
            first++;
        }
        int place = Math.min(digits.length() - 1, first + random.nextInt(5));
        place -= digits.charAt(place) == '.' ? 1 : 0;
        int at = number.start() + place;
        char other = (char) ('0' + (text.charAt(at) - '0' + 2 + random.nextInt(7)) % 10);
        return text.substring(0, at) + other + text.substring(at + 1);
    }

    private static JobSpecification job(Path file) {
        return new SpecificationReader(Limits.DEFAULT).read(json(file).get("specification"));
    }

    private static List<String> lines(Path file) {
        return json(file).get("lines").valueStream().map(JsonNode::stringValue).toList();
    }

    private static JsonNode json(Path file) {
        return new JsonMapper().readTree(file);
    }
}
