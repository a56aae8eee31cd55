package dev.parley.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a consumer finds in the built jar. */
@DisplayName("The built jar of Negotiate")
class NegotiateJarIT {
  private static Path jar() throws Exception {
    Class<?> type = Class.forName("dev.parley.negotiate.NegotiatePackage");
    Path jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    assertThat(jar.toString()).as("the test runs against the built jar").endsWith(".jar");
    return jar;
  }

  private static ModuleDescriptor descriptor() throws Exception {
    return ModuleFinder.of(jar()).findAll().iterator().next().descriptor();
  }

  @Test
  @DisplayName("exports its package and its options to all, and provides itself")
  void exports() throws Exception {
    Set<String> exported =
        descriptor().exports().stream()
            .filter(each -> !each.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(exported).containsExactly("dev.parley.negotiate", "dev.parley.negotiate.options");
    assertThat(descriptor().provides())
        .flatExtracting(ModuleDescriptor.Provides::providers)
        .containsExactly("dev.parley.negotiate.NegotiateProvider");
  }

  @Test
  @DisplayName("on the class path the service file names the same provider as the module")
  void serviceFile() throws Exception {
    try (JarFile jar = new JarFile(jar().toFile())) {
      JarEntry file = jar.getJarEntry("META-INF/services/dev.parley.config.PackageProvider");
      assertThat(new String(jar.getInputStream(file).readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("dev.parley.negotiate.NegotiateProvider\n");
      assertThat(jar.getJarEntry("META-INF/LICENSE")).isNotNull();
      assertThat(jar.stream().map(JarEntry::getName))
          .allMatch(name -> name.matches("(META-INF|dev)/.*|module-info\\.class"));
    }
  }
}
