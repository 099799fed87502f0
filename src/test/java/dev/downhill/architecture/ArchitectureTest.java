package dev.downhill.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The layers, and who may know whom: arrows run downward only. */
@AnalyzeClasses(packages = "dev.downhill", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** What is served over HTTP, each a flat package of its own. */
    private static final String[] FEATURES = {
        "dev.downhill.jobs..",
        "dev.downhill.catalog..",
        "dev.downhill.lessons..",
        "dev.downhill.datasets..",
        "dev.downhill.sweeps.."
    };

    /** The features that nobody else knows. */
    private static final String[] CLOSED_FEATURES = {
        "dev.downhill.catalog..", "dev.downhill.lessons..", "dev.downhill.datasets..", "dev.downhill.sweeps.."
    };

    @ArchTest
    static final ArchRule noPackagesDependOnEachOtherInACircle =
            slices().matching("dev.downhill.(**)").should().beFreeOfCycles();

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
    static final ArchRule autogradKnowsOnlyTheKernels = noClasses()
            .that()
            .resideInAPackage("..engine.autograd..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.downhill..")
                    .and(not(resideInAnyPackage("..engine.autograd..", "..engine.kernel.."))));

    @ArchTest
    static final ArchRule onlyKernelsUseTheVectorModule = noClasses()
            .that()
            .resideOutsideOfPackage("..engine.kernel..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator.vector..");

    @ArchTest
    static final ArchRule dataKnowsNothing = noClasses()
            .that()
            .resideInAPackage("dev.downhill.data..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.downhill..").and(not(resideInAPackage("dev.downhill.data.."))));

    @ArchTest
    static final ArchRule trainingKnowsOnlyEngineAndData = noClasses()
            .that()
            .resideInAPackage("dev.downhill.training..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.downhill..")
                    .and(not(resideInAnyPackage(
                            "dev.downhill.training..", "dev.downhill.engine..", "dev.downhill.data.."))));

    @ArchTest
    static final ArchRule exportAndExplainKnowOnlyTrainingAndBelow = noClasses()
            .that()
            .resideInAnyPackage("dev.downhill.export..", "dev.downhill.explain..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.downhill.jobs..", "dev.downhill.web.."));

    @ArchTest
    static final ArchRule whatTrainsAndExplainsKnowsNoSpring = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.downhill.engine..",
                    "dev.downhill.data..",
                    "dev.downhill.training..",
                    "dev.downhill.explain..",
                    "dev.downhill.export..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "io.swagger..");

    @ArchTest
    static final ArchRule featuresNeverSeeATensor = noClasses()
            .that()
            .resideInAnyPackage(FEATURES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.downhill.engine.autograd..", "dev.downhill.engine.kernel..");

    @ArchTest
    static final ArchRule theWebLayerKnowsNoFeature = noClasses()
            .that()
            .resideInAPackage("dev.downhill.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FEATURES);

    @ArchTest
    static final ArchRule closedFeaturesShowNothing = classes()
            .that()
            .resideInAnyPackage(CLOSED_FEATURES)
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule jobsKnowNoOtherFeature = noClasses()
            .that()
            .resideInAPackage("dev.downhill.jobs..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLOSED_FEATURES);
}
