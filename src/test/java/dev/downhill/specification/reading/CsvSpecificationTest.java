package dev.downhill.specification.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.downhill.data.Column;
import dev.downhill.specification.JobSpecification;
import dev.downhill.specification.Limits;
import dev.downhill.specification.fault.Fault;
import dev.downhill.specification.fault.InvalidSpecification;
import dev.downhill.training.record.Trajectory;
import dev.downhill.training.run.Interruption;
import dev.downhill.training.run.Trainer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Jobs that learn from a CSV text in their specification. */
class CsvSpecificationTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final SpecificationReader READER = new SpecificationReader(Limits.DEFAULT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"mse\"",
                "\"mae\"",
                "\"huber\"",
                "\"logCosh\"",
                "{\"type\": \"mse\", \"reduction\": \"sum\"}",
                "{\"expression\": \"(yPred - y) ** 2\"}",
                "\"hinge\""
            })
    void regressionLossRefusesATargetOfWords(String loss) {
        Fault fault = onlyFault(line("x,y\\n1,pear\\n2,apple\\n", "", ", \"loss\": " + loss));

        assertThat(fault.pointer()).isEqualTo("/loss");
        assertThat(fault.message())
                .startsWith("line 2, column 'y': 'pear' is not a number")
                .contains("`crossEntropy`");
    }

    @Test
    void regressionLossRefusesIrisAndText() {
        String layers =
                "{\"model\": {\"layers\": [{\"type\": \"linear\", \"units\": 1}]}, \"loss\": \"mse\", \"data\": ";

        assertThat(onlyFault(layers + "{\"dataset\": \"iris\"}}").message())
                .contains("line 2, column 'species': 'setosa' is not a number");
        assertThat(onlyFault(layers + "{\"text\": \"abcabc\"}}").message()).contains("characters");
        assertThat(read(layers + "{\"dataset\": \"digits\"}}").loss()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bce", "bceWithLogits"})
    void secondOfTwoWordsIsOne(String loss) {
        String sigmoid = loss.equals("bce") ? "sigmoid(w * x)" : "w * x";
        JobSpecification job = read(line("x,y\\n1,yes\\n2,no\\n", "", ", \"loss\": \"" + loss + "\"")
                .replace("\"w * x\"", "\"" + sigmoid + "\""));

        assertThat(job.data().training().target().values()).containsExactly(1, 0);
        Fault fault = onlyFault(line("x,y\\n1,yes\\n2,no\\n3,maybe\\n", "", ", \"loss\": \"" + loss + "\""), "/loss");
        assertThat(fault.message()).contains("'yes'", "two classes, but there are 3");
    }

    @Test
    void namesAWordAmongTheNumbersOfATarget() {
        for (String loss : List.of("", ", \"loss\": \"mse\"", ", \"loss\": \"crossEntropy\"")) {
            Fault fault = onlyFault(line("x,mpg\\n1,25.0\\n2,?\\n3,19.0\\n", ", \"target\": \"mpg\"", loss));

            assertThat(fault.pointer()).isEqualTo("/data/csv");
            assertThat(fault.code()).isEqualTo("csv");
            assertThat(fault.message())
                    .startsWith("line 3, column 'mpg': '?' is not a number")
                    .contains("`missing: \"drop\"`");
        }
    }

    @Test
    void droppedRowCountsNowhere() {
        Trajectory way =
                trained(line("x,mpg\\n1,25.0\\n2,?\\n3,19.0\\n", ", \"target\": \"mpg\", \"missing\": \"drop\"", ""));

        assertThat(way.loss(0)).isEqualTo((25.0 * 25 + 19.0 * 19) / 2);
    }

    @Test
    void everyRowCountsWithoutAHeader() {
        Trajectory way = trained(
                line("6.1101,17.592\\n5.5277,9.1302\\n8.5186,13.662\\n", ", \"header\": false, \"target\": \"c2\"", "")
                        .replace("w * x", "w * c1"));

        assertThat(way.loss(0)).isCloseTo(193.16308668, org.assertj.core.data.Offset.offset(1e-8));
    }

    @Test
    void namesThePointerOfAFaultyOption() {
        String csv = "x,y\\n1,2\\n3,4\\n";

        assertThat(onlyFault(line(csv, ", \"separator\": \"ab\"", "")).pointer())
                .isEqualTo("/data/separator");
        assertThat(onlyFault(line(csv, ", \"columns\": \"x\"", "")).pointer()).isEqualTo("/data/columns");
        assertThat(onlyFault(line(csv, ", \"columns\": [true]", "")).pointer()).isEqualTo("/data/columns/0");
        assertThat(onlyFault(line(csv, ", \"columns\": [\"z\"]", "")).pointer()).isEqualTo("/data/columns");
        assertThat(onlyFault(line(csv, ", \"ignore\": [\"z\"]", "")).pointer()).isEqualTo("/data/ignore");
        assertThat(onlyFault(line(csv, ", \"ignore\": [\"y\"]", "")).pointer()).isEqualTo("/data/ignore");
        assertThat(onlyFault(line(csv, ", \"oneHot\": [\"z\"]", "")).pointer()).isEqualTo("/data/oneHot");
        assertThat(onlyFault(line(csv, ", \"missing\": \"skip\"", "")).message())
                .contains("refuse, drop, mean");
        assertThat(onlyFault(line(csv, ", \"header\": \"no\"", "")).pointer()).isEqualTo("/data/header");
        assertThat(onlyFault(line(csv, ", \"columns\": [\"x\"], \"ignore\": [\"z\"]", ""))
                        .message())
                .isEqualTo("give either 'columns' or 'ignore'");
        assertThat(onlyFault(line(csv, ", \"delimiter\": \",\"", "")).code()).isEqualTo("unknownField");
    }

    @Test
    void shownSpecificationGivesTheSameRun() {
        for (String data : List.of(
                "{\"csv\": \"x;y\\n1,5;2\\n-2;3,25\\n\"}",
                "{\"csv\": \"x\\ty\\n1.5\\t2\\n2\\t3\\n\"}",
                "{\"csv\": \"1990,2\\n3,4\\n\", \"header\": true, \"target\": \"2\", \"columns\": [1]}",
                "{\"csv\": \"1,2\\n3,4\\n\", \"header\": false, \"target\": \"c2\"}",
                "{\"csv\": \",x,y\\n0,1,2\\n1,3,4\\n\", \"ignore\": [1]}",
                "{\"csv\": \"x,y\\n1,?\\n2,3\\n,4\\n5,1\\n\", \"missing\": \"drop\", \"standardize\": true}",
                "{\"csv\": \"x,y\\n1,?\\n2,3\\n,4\\n5,1\\n\", \"missing\": \"mean\", \"testFraction\": 0.25}",
                "{\"csv\": \"x,y\\na,1\\nb,3\\na,4\\n\", \"oneHot\": [\"x\"]}")) {
            String specification = "{\"model\": {\"layers\": [{\"type\": \"linear\", \"units\": 1}]}, \"steps\": 5,"
                    + " \"data\": " + data.replace("\n", "\\n").replace("\t", "\\t") + "}";
            JobSpecification job = read(specification);

            JobSpecification again = READER.read(job.text().json());

            assertThat(again.text().json()).as(data).isEqualTo(job.text().json());
            Trajectory first = trained(job);
            Trajectory second = trained(again);
            for (int point = 0; point < first.points(); point++) {
                assertThat(second.loss(point)).as(data).isEqualTo(first.loss(point));
            }
        }
    }

    @Test
    void namesTheLineOfAnUnsuitableTargetAfterASplit() {
        String csv = "x,y\\n\\n0,0\\n1,1\\n2,0\\n3,7\\n4,1\\n";
        for (String data :
                List.of("", ", \"testFraction\": 0.2", ", \"testFraction\": 0.6", ", \"standardize\": true")) {
            Fault fault = onlyFault(line(csv, data, ", \"loss\": \"bceWithLogits\""));

            assertThat(fault.message()).startsWith("the target in line 6 is 7.0");
        }
        Fault fault = onlyFault("""
                {"model": {"expression": "w * x", "parameters": {"w": 0}}, "loss": "bceWithLogits",
                 "data": {"x": [0, 1, 2, 3], "y": [0, 1, 0, 7], "testFraction": 0.25}}""");
        assertThat(fault.message()).startsWith("the target in row 3 is 7.0");
    }

    @Test
    void textWithOnlyATargetHasNoInputsForLayers() {
        Fault fault = onlyFault("""
                {"model": {"layers": [{"type": "linear", "units": 1}]}, "data": {"csv": "y\\n1\\n2\\n"}}""");

        assertThat(fault.message()).contains("no column besides the target");
    }

    @Test
    void wordsOfAColumnAreSeparateInputs() {
        JobSpecification job = read(line("color,y\\nred,2\\nblue,3\\n", ", \"oneHot\": [\"color\"]", "")
                .replace("w * x", "w * `color=red`"));

        assertThat(job.data().training().inputs()).extracting(Column::name).containsExactly("color=blue", "color=red");
    }

    @Test
    void targetMayHaveTheNameOfTheJoinedInputs() {
        Trajectory way = trained("""
                {"model": {"layers": [{"type": "linear", "units": 1, "weight": [[0, 0]], "bias": [0]}]}, "steps": 1,
                 "data": {"csv": "a,b,x\\n1,2,3\\n4,5,6\\n", "target": "x"}}""");

        assertThat(way.loss(0)).isEqualTo((9.0 + 36.0) / 2);
    }

    /** A line through the origin, fitted to a CSV text. */
    private static String line(String csv, String data, String more) {
        return "{\"model\": {\"expression\": \"w * x\", \"parameters\": {\"w\": 0}}, \"steps\": 1, \"data\": {\"csv\": \""
                + csv + "\"" + data + "}" + more + "}";
    }

    private static Fault onlyFault(String specification) {
        return onlyFault(specification, "");
    }

    /** Returns the one fault whose pointer begins so. */
    private static Fault onlyFault(String specification, String pointer) {
        List<Fault> faults =
                catchThrowableOfType(InvalidSpecification.class, () -> read(specification)).faults().stream()
                        .filter(fault -> fault.pointer().startsWith(pointer))
                        .toList();
        assertThat(faults).as(specification).hasSize(1);
        return faults.getFirst();
    }

    private static JobSpecification read(String specification) {
        JsonNode json = JSON.readTree(specification);
        return READER.read(json);
    }

    private static Trajectory trained(String specification) {
        return trained(read(specification));
    }

    private static Trajectory trained(JobSpecification job) {
        var trainer = new Trainer(job);
        trainer.run(Interruption.NEVER);
        return trainer.trajectory();
    }
}
