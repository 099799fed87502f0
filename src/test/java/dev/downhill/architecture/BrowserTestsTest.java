package dev.downhill.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.downhill.playground.InBrowser;
import java.util.Set;

/** Two threads that use one browser of Playwright at a time disturb each other, in tests far away. */
@AnalyzeClasses(
        packages = {"dev.downhill.playground", "dev.downhill.embed"},
        importOptions = ImportOption.OnlyIncludeTests.class)
class BrowserTestsTest {
    private static final Set<String> WAYS_INTO_THE_BROWSER = Set.of("Chromium", "Playground", "Reader");

    @ArchTest
    static final ArchRule testsWithABrowserTakeTurns = classes()
            .that()
            .haveSimpleNameEndingWith("Test")
            .and()
            .areNotAnnotations()
            .should(new ArchCondition<>("be @InBrowser if they use a browser") {
                @Override
                public void check(JavaClass test, ConditionEvents events) {
                    boolean uses = test.getDirectDependenciesFromSelf().stream()
                            .anyMatch(use -> WAYS_INTO_THE_BROWSER.contains(
                                    use.getTargetClass().getSimpleName()));
                    if (uses && !test.isMetaAnnotatedWith(InBrowser.class)) {
                        events.add(SimpleConditionEvent.violated(test, test.getName() + " is not @InBrowser"));
                    }
                }
            });
}
