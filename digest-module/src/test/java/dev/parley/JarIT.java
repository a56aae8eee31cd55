package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sspi.SecurityPackage;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a consumer finds in the built jars. */
@DisplayName("The built jars")
class JarIT {
  private static final int JAVA_17 = 61;

  static List<Path> jars() throws Exception {
    return List.of(core(), digest());
  }

  private static Path core() throws Exception {
    return jarOf(SecurityPackage.class);
  }

  private static Path digest() throws Exception {
    return jarOf(Class.forName("dev.parley.digest.DigestPackage"));
  }

  private static Path jarOf(Class<?> type) throws Exception {
    Path jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    assertThat(jar.toString()).as("the test runs against the built jar").endsWith(".jar");
    return jar;
  }

  @Test
  @DisplayName("filter-core exports API and SPI and hides the rest")
  void coreExports() throws Exception {
    ModuleDescriptor core = descriptor(core());
    assertThat(core.name()).isEqualTo("dev.parley.core");
    assertThat(exports(core))
        .contains(
            "dev.parley.audit",
            "dev.parley.authority",
            "dev.parley.config",
            "dev.parley.context",
            "dev.parley.filter",
            "dev.parley.http",
            "dev.parley.sspi")
        .isSubsetOf(
            "dev.parley.audit",
            "dev.parley.authority",
            "dev.parley.authority.file",
            "dev.parley.authority.guard",
            "dev.parley.config",
            "dev.parley.context",
            "dev.parley.engine",
            "dev.parley.filter",
            "dev.parley.http",
            "dev.parley.sspi");
    assertThat(core.uses()).containsExactly("dev.parley.config.PackageProvider");
  }

  @Test
  @DisplayName("filter-core requires Servlet API, Caffeine, Jackson and SLF4J only")
  void coreRequires() throws Exception {
    Set<String> needed =
        descriptor(core()).requires().stream()
            .filter(each -> !each.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
            .map(ModuleDescriptor.Requires::name)
            .filter(name -> !name.startsWith("java."))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(needed)
        .isSubsetOf(
            "jakarta.servlet",
            "com.github.benmanes.caffeine",
            "tools.jackson.core",
            "tools.jackson.databind",
            "org.slf4j");
  }

  @Test
  @DisplayName("digest exports its package and its options, and provides itself")
  void digestExports() throws Exception {
    ModuleDescriptor digest = descriptor(digest());
    assertThat(digest.name()).isEqualTo("dev.parley.digest");
    assertThat(exports(digest)).containsExactly("dev.parley.digest", "dev.parley.digest.options");
    assertThat(digest.provides())
        .extracting(ModuleDescriptor.Provides::service)
        .containsExactly("dev.parley.config.PackageProvider");
  }

  @Test
  @DisplayName("on the class path the service file names the same providers as the module")
  void serviceFile() throws Exception {
    try (JarFile jar = new JarFile(digest().toFile())) {
      JarEntry file = jar.getJarEntry("META-INF/services/dev.parley.config.PackageProvider");
      assertThat(file).isNotNull();
      List<String> named =
          new String(jar.getInputStream(file).readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList();
      assertThat(named)
          .containsExactlyInAnyOrderElementsOf(
              descriptor(digest()).provides().stream()
                  .map(ModuleDescriptor.Provides::providers)
                  .flatMap(Collection::stream)
                  .toList());
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  @DisplayName("hold the licence, our own classes for Java 17, and nothing else")
  void content(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      assertThat(jar.getJarEntry("META-INF/LICENSE")).isNotNull();
      for (JarEntry entry : jar.stream().toList()) {
        assertThat(entry.getName()).matches("(META-INF|dev)/.*|module-info\\.class");
        if (entry.getName().endsWith(".class")) {
          assertThat(classVersion(jar, entry)).as(entry.getName()).isEqualTo(JAVA_17);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  @DisplayName("are reproducible: every entry bears the same time")
  void times(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      assertThat(jar.stream().map(JarEntry::getTimeLocal).distinct()).hasSize(1);
    }
  }

  private static int classVersion(JarFile jar, JarEntry entry) throws IOException {
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      in.readInt();
      in.readUnsignedShort();
      return in.readUnsignedShort();
    }
  }

  private static ModuleDescriptor descriptor(Path jar) {
    ModuleDescriptor descriptor = ModuleFinder.of(jar).findAll().iterator().next().descriptor();
    assertThat(descriptor.isAutomatic()).isFalse();
    return descriptor;
  }

  private static Set<String> exports(ModuleDescriptor module) {
    return module.exports().stream()
        .filter(each -> !each.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
