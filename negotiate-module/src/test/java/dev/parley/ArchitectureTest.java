package dev.parley;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The walls between the rooms, over the classes of all modules that this one can see. */
@DisplayName("The walls")
class ArchitectureTest {
  private static final ImportOption NO_TEST_JARS = location -> !location.contains("-tests.jar");

  private static final List<String> COMPONENTS =
      List.of(
          "jakarta.servlet.Servlet",
          "jakarta.servlet.Filter",
          "jakarta.servlet.AsyncListener",
          "jakarta.servlet.ServletContextListener",
          "jakarta.servlet.ServletContextAttributeListener",
          "jakarta.servlet.ServletRequestListener",
          "jakarta.servlet.ServletRequestAttributeListener",
          "jakarta.servlet.http.HttpSessionListener",
          "jakarta.servlet.http.HttpSessionAttributeListener",
          "jakarta.servlet.http.HttpSessionIdListener",
          "jakarta.servlet.http.HttpUpgradeHandler");

  private static JavaClasses house;

  @BeforeAll
  static void readTheHouse() {
    house =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(NO_TEST_JARS)
            .importPackages("dev.parley");
    assertThat(house.contain("dev.parley.sspi.SecurityPackage")).as("filter-core is seen").isTrue();
    assertThat(house.contain("dev.parley.digest.DigestPackage")).as("digest is seen").isTrue();
    assertThat(house.contain("dev.parley.negotiate.NegotiatePackage"))
        .as("negotiate is seen")
        .isTrue();
  }

  @Test
  @DisplayName("1: servlet types end at the filter")
  void servletTypesEndAtTheFilter() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.parley.filter..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.servlet.."));
  }

  @Test
  @DisplayName("2: http uses nothing of ours, sspi only http")
  void theVocabularyStandsOnNothing() {
    mayUseOfOurs("dev.parley.http..", "dev.parley.http..");
    mayUseOfOurs("dev.parley.bounded..", "dev.parley.bounded..");
    mayUseOfOurs("dev.parley.sspi..", "dev.parley.sspi..", "dev.parley.http..");
  }

  @Test
  @DisplayName("3: digest and negotiate never see each other, and filter-core sees neither")
  void thePackagesDoNotSeeEachOther() {
    mayNotUse("dev.parley.digest..", "dev.parley.negotiate..");
    mayNotUse("dev.parley.negotiate..", "dev.parley.digest..");
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("dev.parley.digest..", "dev.parley.negotiate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.parley.digest..", "dev.parley.negotiate.."));
  }

  @Test
  @DisplayName("4: no package cycles")
  void noPackageCycles() {
    slices().matching("dev.parley.(**)").should().beFreeOfCycles().check(house);
  }

  @ParameterizedTest(name = "{0} does not call {1}")
  @DisplayName("5: nobody calls the one that calls him")
  @CsvSource({
    "dev.parley.engine.., dev.parley.filter..",
    "dev.parley.context.., dev.parley.engine..",
    "dev.parley.context.., dev.parley.filter..",
    "dev.parley.authority.., dev.parley.engine..",
    "dev.parley.authority.., dev.parley.filter..",
    "dev.parley.authority.., dev.parley.context..",
    "dev.parley.audit.., dev.parley.engine..",
    "dev.parley.audit.., dev.parley.filter..",
    "dev.parley.config.., dev.parley.filter..",
    "dev.parley.digest.., dev.parley.filter..",
    "dev.parley.digest.., dev.parley.engine..",
    "dev.parley.digest.message.., dev.parley.digest.context..",
    "dev.parley.digest.message.., dev.parley.digest",
    "dev.parley.digest.calculation.., dev.parley.digest.context..",
    "dev.parley.digest.calculation.., dev.parley.digest",
    "dev.parley.digest.nonce.., dev.parley.digest.context..",
    "dev.parley.digest.nonce.., dev.parley.digest",
  })
  void nobodyCallsUp(String lower, String upper) {
    mayNotUse(lower, upper);
  }

  @Test
  @DisplayName("6: a container can create every class that is a component for it (WFLYEE0007)")
  void containersCanCreateTheirComponents() {
    assertThat(house.stream().filter(ArchitectureTest::isComponent))
        .extracting(JavaClass::getName)
        .contains("dev.parley.filter.AuthenticationFilter", "dev.parley.filter.PresenceListener")
        .as("have no public constructor without parameters")
        .allMatch(each -> isCreatable(house.get(each)));
  }

  /** What WildFly indexes, and what Servlet 6.0 lets an application have created by its class. */
  private static boolean isComponent(JavaClass type) {
    boolean concrete = !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT);
    return concrete && COMPONENTS.stream().anyMatch(type::isAssignableTo);
  }

  private static boolean isCreatable(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.tryGetConstructor()
            .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
            .isPresent();
  }

  private static void mayNotUse(String from, String to) {
    check(
        noClasses()
            .that()
            .resideInAPackage(from)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(to));
  }

  private static void mayUseOfOurs(String from, String... allowed) {
    check(
        noClasses()
            .that()
            .resideInAPackage(from)
            .should()
            .dependOnClassesThat(
                resideInAPackage("dev.parley..").and(resideOutsideOfPackages(allowed))));
  }

  // A room that is not built yet holds no class, which breaks no wall.
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(house);
  }
}
