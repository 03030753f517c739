package dev.kith.bench;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Test that the packages of the benchmarks form no cycle. */
class LayersTest {

  @Test
  void packages_form_no_cycle() {
    var classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages("dev.kith.bench");

    assertThat(classes).isNotEmpty();
    slices().matching("dev.kith.(**)").should().beFreeOfCycles().check(classes);
  }
}
