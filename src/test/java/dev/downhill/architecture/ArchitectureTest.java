package dev.downhill.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Date;

/** Rules beyond the table of packages in ARCHITECTURE.md, which {@link RoomTableTest} checks. */
@AnalyzeClasses(packages = "dev.downhill", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** Packages that serve requests. */
    private static final String[] FEATURES = {
        "dev.downhill.jobs..",
        "dev.downhill.api.catalog..",
        "dev.downhill.classroom..",
        "dev.downhill.datasets..",
        "dev.downhill.sweeps.."
    };

    /** The features that no other package uses. */
    private static final String[] CLOSED_FEATURES = {
        "dev.downhill.api.catalog..", "dev.downhill.classroom..", "dev.downhill.datasets..", "dev.downhill.sweeps.."
    };

    @ArchTest
    static final ArchRule theEngineNeedsTheJdkAlone = classes()
            .that()
            .resideInAPackage("dev.downhill.engine..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.downhill.engine..", "java..", "jdk.incubator.vector..", "org.jspecify..");

    @ArchTest
    static final ArchRule kernelsKnowNoTensor = noClasses()
            .that()
            .resideInAPackage("..engine.kernel..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.downhill..").and(not(resideInAPackage("..engine.kernel.."))));

    @ArchTest
    static final ArchRule onlyKernelsUseTheVectorModule = noClasses()
            .that()
            .resideOutsideOfPackage("..engine.kernel..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator.vector..");

    @ArchTest
    static final ArchRule whatTrainsAndExplainsKnowsNoSpring = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.downhill.engine..",
                    "dev.downhill.data..",
                    "dev.downhill.specification..",
                    "dev.downhill.training..",
                    "dev.downhill.explain..",
                    "dev.downhill.export..",
                    "dev.downhill.tutorial.markup..",
                    "dev.downhill.tutorial.check..",
                    "dev.downhill.tutorial.command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "io.swagger..");

    /** So a test of a process whose clock is wrong gives it another {@code Clock}. */
    @ArchTest
    static final ArchRule onlyTheClockTellsTheTime = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.downhill.config.ClockConfiguration")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callConstructor(Date.class);

    @ArchTest
    static final ArchRule featuresNeverSeeATensor = noClasses()
            .that()
            .resideInAnyPackage(FEATURES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.downhill.engine.autograd..", "dev.downhill.engine.kernel..");

    @ArchTest
    static final ArchRule closedFeaturesShowNothing = classes()
            .that()
            .resideInAnyPackage(CLOSED_FEATURES)
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule lessonsShowExercisesAlone = classes()
            .that()
            .resideInAPackage("dev.downhill.lessons..")
            .and()
            .areTopLevelClasses()
            .and()
            .haveSimpleNameNotStartingWith("Exercise")
            .should()
            .notBePublic();
}
