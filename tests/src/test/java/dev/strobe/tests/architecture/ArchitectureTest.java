package dev.strobe.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.strobe.fusion.MergedWeights;
import dev.strobe.ir.Op;

/// The walls of docs/architecture.md that poms and module descriptors cannot hold.
@AnalyzeClasses(packages = "dev.strobe", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule onlyTheDevicePackageOfTheRuntimeKnowsPjrt =
      noClasses()
          .that()
          .resideInAPackage("dev.strobe.runtime..")
          .and()
          .resideOutsideOfPackage("dev.strobe.runtime.device..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.strobe.pjrt..");

  /// But for weights that are merged, of which those who load them have to know. The planner of
  /// `fusion.memory` knows no graphs, and serves the command line too.
  @ArchTest
  static final ArchRule onlyCompileKnowsFusion =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.strobe.runtime.compile..", "dev.strobe.fusion..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.strobe.fusion").and(not(type(MergedWeights.class))));

  @ArchTest
  static final ArchRule theMemoryPlannerKnowsNoGraphs =
      noClasses()
          .that()
          .resideInAPackage("dev.strobe.fusion.memory..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.strobe.ir..", "dev.strobe.fusion");

  @ArchTest
  static final ArchRule generatedBindingsStayInsideTheirModule =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.strobe.pjrt..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.strobe.pjrt.raw..");

  @ArchTest
  static final ArchRule runtimePackagesBuildOnEachOtherOneWay =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.strobe.runtime.checkpoint..",
              "dev.strobe.runtime.template..",
              "dev.strobe.runtime.tokenizer..",
              "dev.strobe.runtime.sampling..",
              "dev.strobe.runtime.device..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.strobe.runtime", "dev.strobe.runtime.compile..", "dev.strobe.runtime.engine..");

  @ArchTest
  static final ArchRule templatesReachNothingOfTheHost =
      noClasses()
          .that()
          .resideInAPackage("dev.strobe.runtime.template..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..",
              "java.nio..",
              "java.net..",
              "java.lang.invoke..",
              "java.lang.reflect..",
              "com..",
              "tools..");

  @ArchTest
  static final ArchRule compileDoesNotKnowTheEngine =
      noClasses()
          .that()
          .resideInAPackage("dev.strobe.runtime.compile..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.strobe.runtime", "dev.strobe.runtime.engine..");

  @ArchTest
  static final ArchRule reportsKnowNeitherTheEngineNorFiles =
      noClasses()
          .that()
          .resideInAPackage("dev.strobe.runtime.report..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.strobe.runtime", "dev.strobe.runtime.engine..", "java.nio.file..");

  @ArchTest
  static final ArchRule theCompilerModulesReadNoFilesAndStartNoThreads =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.strobe.ir..",
              "dev.strobe.models..",
              "dev.strobe.fusion..",
              "dev.strobe.lowering")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.util.concurrent..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class);

  @ArchTest
  static final ArchRule nothingButTheCommandLineFetches =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.strobe.cli..", "dev.strobe.artifacts..")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("ArtifactFetcher");

  @ArchTest
  static final ArchRule opsAreRecordsOfTheirPackage =
      classes()
          .that()
          .implement(Op.class)
          .should()
          .beRecords()
          .andShould()
          .resideInAPackage("dev.strobe.ir.op");
}
