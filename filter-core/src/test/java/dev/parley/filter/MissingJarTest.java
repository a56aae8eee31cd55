package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.servlet.Filter;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A filter of which a jar is missing")
class MissingJarTest {
  private final FakeContainer container = new FakeContainer();
  private final Logger jdkLogger = Logger.getLogger("dev.parley.filter.AuthenticationFilter");
  private final List<String> jdkLog = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          jdkLog.add(record.getLevel() + " " + record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    jdkLogger.addHandler(handler);
    jdkLogger.setUseParentHandlers(false);
  }

  @AfterEach
  void stop() {
    jdkLogger.removeHandler(handler);
    jdkLogger.setUseParentHandlers(true);
  }

  /** The JDK and the container's Servlet API: what a web application has besides its own jars. */
  private static final class ContainerLoader extends ClassLoader {
    private ContainerLoader() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("jakarta.servlet.")) {
        return MissingJarTest.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }

  /** The filter's own classes and its jars, but for those whose file name begins so. */
  private static URLClassLoader without(String... missing) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(each);
      String name = String.valueOf(path.getFileName());
      boolean needed =
          path.endsWith(Path.of("target", "classes"))
              || name.matches("(caffeine|jackson-(databind|core|annotations)|slf4j-api)-.*\\.jar");
      if (needed && Arrays.stream(missing).noneMatch(name::startsWith)) {
        urls.add(path.toUri().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), new ContainerLoader());
  }

  private static Class<?> filterClass(ClassLoader loader) throws Exception {
    Class<?> type = loader.loadClass(AuthenticationFilter.class.getName());
    assertThat(type.getClassLoader()).isSameAs(loader);
    return type;
  }

  private FakeAnswer startAndAsk(ClassLoader loader) throws Exception {
    Filter filter = (Filter) filterClass(loader).getDeclaredConstructor().newInstance();
    container.initParams.put("realm", "r");
    assertThatCode(() -> filter.init(container.config())).doesNotThrowAnyException();
    FakeAnswer answer = new FakeAnswer(FakeAnswer.Flaw.NONE);
    filter.doFilter(FakeAnswer.request(container), answer.response(), container.application());
    filter.destroy();
    return answer;
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("stands there, answers 503, and names class, jar and remedy where it can be seen")
  @CsvSource({
    "caffeine, com.github.benmanes.caffeine.cache.Caffeine, com.github.ben-manes.caffeine:caffeine",
    "jackson-databind, tools.jackson.databind.json.JsonMapper, tools.jackson.core:jackson-databind",
    "jackson-core, tools.jackson.core.JsonGenerator, tools.jackson.core:jackson-core",
    "jackson-annotations, com.fasterxml.jackson.annotation.JsonFormat, jackson-annotations",
    "slf4j-api, org.slf4j.LoggerFactory, org.slf4j:slf4j-api",
  })
  void missing(String jar, String type, String coordinates) throws Exception {
    try (URLClassLoader loader = without(jar)) {
      FakeAnswer answer = startAndAsk(loader);
      assertThat(answer.status).isEqualTo(503);
      assertThat(answer.body()).isEqualTo(NotStartedTest.TEXT);
      assertThat(answer.fields).containsEntry("Retry-After", "60");
    }
    assertThat(container.served).hasValue(0);
    // No SLF4J provider is there either: the JDK's logger has it, and the container's log says so.
    assertThat(jdkLog)
        .singleElement()
        .asString()
        .startsWith("SEVERE")
        .contains("the class " + type + " is missing")
        .contains(coordinates)
        .contains("WEB-INF/lib");
    assertThat(container.log)
        .singleElement()
        .asString()
        .contains("says why")
        .doesNotContain(coordinates);
  }

  @Test
  @DisplayName("names all jars that are missing at once")
  void several() throws Exception {
    try (URLClassLoader loader = without("caffeine", "slf4j-api", "jackson")) {
      assertThat(startAndAsk(loader).status).isEqualTo(503);
    }
    assertThat(jdkLog.get(0)).contains("caffeine (").contains("slf4j-api (").contains("-core (");
  }

  @Test
  @DisplayName("can be looked at by a container that scans its members")
  void scanned() throws Exception {
    try (URLClassLoader loader = without("caffeine", "slf4j-api", "jackson")) {
      Class<?> type = filterClass(loader);
      assertThat(type.getDeclaredFields()).isNotEmpty();
      assertThat(type.getDeclaredMethods()).isNotEmpty();
      assertThat(type.getMethods()).isNotEmpty();
      assertThat(type.getDeclaredConstructors()).isNotEmpty();
      assertThat(type.getAnnotations()).isEmpty();
    }
  }

  @Test
  @DisplayName("A package's jar that is missing is named where the package is asked for")
  void packageMissing() throws Exception {
    container.initParams.put("users-file", "users.json");
    try (URLClassLoader loader = without()) {
      assertThat(startAndAsk(loader).status).isEqualTo(503);
    }
    assertThat(jdkLog.get(0)).contains("packages = ").contains("parley-digest");
  }
}
