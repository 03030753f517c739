package dev.kith.kit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.kith.kit.nodes.NodesOnly;
import dev.kith.kit.nodes.Paths;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Architecture rules for the packages of one service, run by each service's tests.
 *
 * @param root the package of the service, such as {@code dev.kith.profile}
 * @param folds subpackages with processors, which must not use HTTP or connections
 * @param sessions subpackages with sessions, which must not use REST resources
 * @param codecs other subpackages, or classes, that may use generated Avro classes
 */
public record Layers(String root, List<String> folds, List<String> sessions, List<String> codecs) {

  /** Fails if a package depends on a package that it must not use, or if packages form a cycle. */
  public void check() {
    var classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages(root);
    assertThat(classes).isNotEmpty();
    namedPackagesExist(classes);
    packagesHaveNoCycles(classes);
    foldsKnowNeitherHttpNorConnections(classes);
    sessionsKnowNoResources(classes);
    avroStaysInCodecsAndFolds(classes);
    internalResourcesAreForNodesOnly(classes);
  }

  private void namedPackagesExist(JavaClasses classes) {
    assertThat(Stream.of(folds, sessions, codecs).flatMap(List::stream))
        .allMatch(name ->
            classes.stream().anyMatch(type -> type.getPackageName().equals(root + "." + name)));
  }

  private void packagesHaveNoCycles(JavaClasses classes) {
    slices().matching(root + ".(**)").should().beFreeOfCycles().check(classes);
  }

  private void foldsKnowNeitherHttpNorConnections(JavaClasses classes) {
    noClasses()
        .that()
        .resideInAnyPackage(packages(folds))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..rest..", "..session..", "..wire..", "jakarta.ws.rs..", "io.vertx..")
        .allowEmptyShould(folds.isEmpty())
        .check(classes);
  }

  private void sessionsKnowNoResources(JavaClasses classes) {
    noClasses()
        .that()
        .resideInAnyPackage(packages(sessions))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..rest..", "jakarta.ws.rs..")
        .allowEmptyShould(sessions.isEmpty())
        .check(classes);
  }

  private void avroStaysInCodecsAndFolds(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages(Stream.of(folds, codecs).flatMap(List::stream).toList()))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.kith.avro..")
        .allowEmptyShould(true)
        .check(classes);
  }

  private static void internalResourcesAreForNodesOnly(JavaClasses classes) {
    classes()
        .that(
            DescribedPredicate.describe(
                "are under " + Paths.INTERNAL,
                type ->
                    type.tryGetAnnotationOfType(Path.class)
                        .filter(path -> path.value().startsWith(Paths.INTERNAL))
                        .isPresent()))
        .should()
        .beAnnotatedWith(NodesOnly.class)
        .allowEmptyShould(true)
        .check(classes);
  }

  private String[] packages(List<String> names) {
    return names.stream().map(name -> root + "." + name).toArray(String[]::new);
  }
}
