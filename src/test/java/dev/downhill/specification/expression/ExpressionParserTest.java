package dev.downhill.specification.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.downhill.engine.autograd.Tensor;
import dev.downhill.specification.fault.Faults;
import java.util.ArrayList;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a + b * c            | (a + (b * c))",
                "a - b - c            | ((a - b) - c)",
                "a / b * c @ d        | (((a / b) * c) @ d)",
                "-x ** 2              | (-(x ** 2.0))",
                "(-x) ** 2            | ((-x) ** 2.0)",
                "2 ** -x              | (2.0 ** (-x))",
                "a ** b ** c          | (a ** (b ** c))",
                "-a * b               | ((-a) * b)",
                "a - -b               | (a - (-b))",
                "+a + +b              | (a + b)",
                "--a                  | (-(-a))",
                "f(a, b + 1) ** 2     | (f(a, (b + 1.0)) ** 2.0)",
                "a + (b + c)          | (a + (b + c))",
                "sin(x)/x             | (sin(x) / x)"
            })
    void bindsAsPythonDoes(String source, String grouped) {
        assertThat(grouped(ExpressionParser.parse(source))).isEqualTo(grouped);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1., 1", ".5, 0.5", "1e-3, 0.001", "1_000, 1000", "2.5E+2, 250", "0.1, 0.1", "5e-324, 4.9e-324"
    })
    void readsNumbersAsPythonWritesThem(String source, double value) {
        assertThat(ExpressionParser.parse(source)).isEqualTo(new Expression.Literal(value, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "w * * x    | 5  | where a number, a name or '(' is expected",
                "w * x +    | 8  | the expression ends where a number, a name or '(' is expected",
                "(w * x     | 7  | the expression ends where ')' is expected",
                "w x        | 3  | 'x' stands where an operator is expected",
                "w * x)     | 6  | ')' stands where an operator is expected",
                "f()        | 3  | where a number, a name or '(' is expected",
                "w ^ 2      | 3  | a power is written '**'",
                "w = 2      | 3  | it assigns and compares nothing",
                "x[0]       | 2  | only parentheses group",
                "x.grad     | 2  | nothing has attributes",
                "'a'        | 1  | a text does not belong here",
                "a // b     | 4  | where a number, a name or '(' is expected",
                "a % b      | 3  | '%' cannot stand in an expression",
                "2 * 1e999  | 5  | too large",
                "a b * w    | 3  | 'b' stands where an operator is expected; a name with a space stands in backticks"
            })
    void namesTheColumnOfAFault(String source, int column, String words) {
        assertThatThrownBy(() -> ExpressionParser.parse(source))
                .isInstanceOf(ExpressionSyntaxException.class)
                .hasMessageStartingWith("column " + column + ": ")
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "`sepal length` * w     | (sepal length * w)",
                "-`a b`**2              | (-(a b ** 2.0))",
                "größe * θ_0            | (größe * θ_0)",
                "長さ + `a-b`            | (長さ + a-b)",
                "``` ``                 | `",
                "`sum` + `(`            | (sum + ()",
                "sum(`x y`)             | sum(x y)"
            })
    void acceptsNamesOfEveryScriptAndQuotedNames(String source, String grouped) {
        assertThat(grouped(ExpressionParser.parse(source.replace("``` ``", "````"))))
                .isEqualTo(grouped);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "w * `x          | 5  | a second '`' ends it",
                "``              | 1  | at least one character",
                "`a b` c         | 7  | 'c' stands where an operator is expected",
                "`exp`(x)        | 6  | '(' stands where an operator is expected",
                "w * €           | 5  | '€' cannot stand in an expression"
            })
    void explainsAnInvalidName(String source, int column, String words) {
        assertThatThrownBy(() -> ExpressionParser.parse(source))
                .hasMessageStartingWith("column " + column + ": ")
                .hasMessageContaining(words);
    }

    @Test
    void everyNameCanStandInAFormula() {
        var random = new SplittableRandom(7);
        for (int draw = 0; draw < 10_000; draw++) {
            String name = random.ints(1 + random.nextInt(6), 1, 0x3000)
                    .filter(c -> !Character.isSurrogate((char) c))
                    .map(c -> random.nextInt(3) == 0 ? "` `_1a".charAt(c % 6) : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();

            if (!name.isEmpty()) {
                String formula = "2 * " + Expression.Name.inFormula(name) + " + w";
                Expression sum = ExpressionParser.parse(formula);
                assertThat(grouped(sum)).as(formula).isEqualTo("((2.0 * " + name + ") + w)");
            }
        }
    }

    @Test
    void refusesAnEmptyExpression() {
        assertThatThrownBy(() -> ExpressionParser.parse(" ")).hasMessageContaining("the expression ends");
    }

    @Test
    void refusesAMillionCharacters() {
        assertThatThrownBy(() -> ExpressionParser.parse("w".repeat(1_000_000))).hasMessageContaining("1000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "f(", "2**", "-("})
    void refusesDeepNestingBeforeTheStackOverflows(String opening) {
        String source = opening.repeat(ExpressionParser.MAX_LENGTH / opening.length() - 1) + "x";
        assertThatThrownBy(() -> ExpressionParser.parse(source)).hasMessageContaining("nested deeper than 100");
    }

    @Test
    void aLongChainIsNotDeep() {
        String chain = "1+".repeat(1999) + "1";
        assertThat(ExpressionParser.parse(chain)).isInstanceOf(Expression.Binary.class);
    }

    @Test
    void aLongChainTakesLittleStack() throws InterruptedException {
        Expression chain = ExpressionParser.parse("x*".repeat(1999) + "x");
        var faults = new Faults();
        var results = new ArrayList<Tensor>();
        var thread = new Thread(
                null,
                () -> results.add(
                        new Scope().with("column", Map.of("x", Tensor.of(1.5))).evaluate(chain, "", faults)),
                "small stack",
                200_000);

        thread.start();
        thread.join();

        assertThat(results).hasSize(1).doesNotContainNull();
    }

    private static String grouped(Expression expression) {
        return switch (expression) {
            case Expression.Literal literal -> Double.toString(literal.value());
            case Expression.Name name -> name.name();
            case Expression.Negation negation -> "(-" + grouped(negation.operand()) + ")";
            case Expression.Binary binary ->
                "(" + grouped(binary.left()) + " " + binary.operator().symbol() + " " + grouped(binary.right()) + ")";
            case Expression.Call call ->
                call.arguments().stream()
                        .map(ExpressionParserTest::grouped)
                        .collect(Collectors.joining(", ", call.function() + "(", ")"));
        };
    }
}
