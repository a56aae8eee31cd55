package dev.parley.negotiate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The walls between the rooms of this module. */
@DisplayName("The walls")
class ArchitectureTest {
  private static JavaClasses rooms;

  @BeforeAll
  static void readTheRooms() {
    rooms =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.parley.negotiate");
    assertThat(rooms.contain("dev.parley.negotiate.kerberos.pac.PacClientMapper")).isTrue();
  }

  @Test
  @DisplayName("No package cycles")
  void noPackageCycles() {
    slices().matching("dev.parley.negotiate.(**)").should().beFreeOfCycles().check(rooms);
  }

  @ParameterizedTest(name = "{0} does not use {1}")
  @DisplayName("Mechanisms do not know each other, what both use knows neither, nobody calls up")
  @CsvSource({
    "dev.parley.negotiate.kerberos.., dev.parley.negotiate.ntlm..",
    "dev.parley.negotiate.ntlm.., dev.parley.negotiate.kerberos..",
    "dev.parley.negotiate.spnego.., dev.parley.negotiate.kerberos..",
    "dev.parley.negotiate.spnego.., dev.parley.negotiate.ntlm..",
    "dev.parley.negotiate.kerberos.., dev.parley.negotiate.spnego..",
    "dev.parley.negotiate.ntlm.., dev.parley.negotiate.spnego..",
    "dev.parley.negotiate.identity.., dev.parley.negotiate.kerberos..",
    "dev.parley.negotiate.identity.., dev.parley.negotiate.ntlm..",
    "dev.parley.negotiate.identity.., dev.parley.negotiate.mechanism..",
    "dev.parley.negotiate.binding.., dev.parley.negotiate.kerberos..",
    "dev.parley.negotiate.binding.., dev.parley.negotiate.ntlm..",
    "dev.parley.negotiate.binding.., dev.parley.negotiate.mechanism..",
    "dev.parley.negotiate.mechanism.., dev.parley.negotiate.spnego..",
    "dev.parley.negotiate.mechanism.., dev.parley.negotiate.kerberos..",
    "dev.parley.negotiate.mechanism.., dev.parley.negotiate.ntlm..",
    "dev.parley.negotiate.kerberos.message.., dev.parley.negotiate.kerberos",
    "dev.parley.negotiate.kerberos.crypto.., dev.parley.negotiate.kerberos.message..",
    "dev.parley.negotiate.kerberos.crypto.., dev.parley.negotiate.kerberos",
    "dev.parley.negotiate.kerberos.keytab.., dev.parley.negotiate.kerberos",
    "dev.parley.negotiate.kerberos, dev.parley.negotiate.kerberos.pac..",
    "dev.parley.negotiate.ntlm.message.., dev.parley.negotiate.ntlm",
    "dev.parley.negotiate.ntlm.calculation.., dev.parley.negotiate.ntlm",
    "dev.parley.negotiate.spnego.., dev.parley.negotiate.context..",
    "dev.parley.negotiate.context.., dev.parley.negotiate.kerberos..",
    "dev.parley.negotiate.context.., dev.parley.negotiate.ntlm..",
    "dev.parley.negotiate.context.., dev.parley.negotiate",
    "dev.parley.negotiate.options.., dev.parley.negotiate.context..",
    "dev.parley.negotiate.kerberos.., dev.parley.negotiate.context..",
    "dev.parley.negotiate.kerberos.., dev.parley.negotiate.options..",
    "dev.parley.negotiate.ntlm.., dev.parley.negotiate.context..",
    "dev.parley.negotiate.ntlm.., dev.parley.negotiate.options..",
    "dev.parley.negotiate.., jakarta.servlet..",
    "dev.parley.negotiate.., dev.parley.filter..",
    "dev.parley.negotiate.., dev.parley.engine..",
    "dev.parley.negotiate.., org.ietf.jgss..",
  })
  void nobodyCallsUp(String lower, String upper) {
    noClasses()
        .that()
        .resideInAPackage(lower)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(upper)
        .check(rooms);
  }
}
