package dev.kith.kit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.kith.kit.http.ForNodes;
import dev.kith.kit.http.Paths;
import jakarta.ws.rs.Path;

/** The direction of dependencies inside a service; each service's tests hold themselves to it. */
public final class Layers {

  private Layers() {}

  /**
   * Fails if {@code service}'s packages depend on each other the wrong way, or meet generated Avro
   * classes elsewhere than at the codecs and the stores, or if an internal resource is not marked.
   */
  public static void hold(String service) {
    var classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages(service);
    assertThat(classes).isNotEmpty();
    streamsKnowNeitherHttpNorScreens(classes);
    pushKnowsNoResources(classes);
    avroStaysAtTheEdge(classes);
    internalResourcesAreForNodesAlone(classes);
  }

  private static void internalResourcesAreForNodesAlone(JavaClasses classes) {
    classes()
        .that(
            DescribedPredicate.describe(
                "are under " + Paths.INTERNAL,
                type ->
                    type.tryGetAnnotationOfType(Path.class)
                        .filter(path -> path.value().startsWith(Paths.INTERNAL))
                        .isPresent()))
        .should()
        .beAnnotatedWith(ForNodes.class)
        .allowEmptyShould(true)
        .check(classes);
  }

  private static void streamsKnowNeitherHttpNorScreens(JavaClasses classes) {
    noClasses()
        .that()
        .resideInAPackage("..streams..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..rest..", "..push..", "jakarta.ws.rs..", "io.vertx..")
        .allowEmptyShould(true)
        .check(classes);
  }

  private static void pushKnowsNoResources(JavaClasses classes) {
    noClasses()
        .that()
        .resideInAPackage("..push..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..rest..", "jakarta.ws.rs..")
        .allowEmptyShould(true)
        .check(classes);
  }

  private static void avroStaysAtTheEdge(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackages("..codec..", "..streams..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.kith.avro..")
        .allowEmptyShould(true)
        .check(classes);
  }
}
