package dev.kith.harness;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Test that the packages of the harness form no cycle. */
class LayersTest {

  @Test
  void packages_form_no_cycle() {
    var classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages("dev.kith.harness");

    assertThat(classes).isNotEmpty();
    slices().matching("dev.kith.(**)").should().beFreeOfCycles().check(classes);
  }
}
