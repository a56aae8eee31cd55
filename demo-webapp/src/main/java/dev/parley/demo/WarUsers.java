package dev.parley.demo;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The users of the WAR, for the filter of its {@code web.xml}: where that names none, two whose
 * passwords are new with each start and stand in the container's log, once.
 */
final class WarUsers {
  private static final String USERS_FILE = "users-file";
  private static final List<String> STORES = List.of(USERS_FILE, "htdigest-file", "config-file");

  private WarUsers() {}

  /** Makes them, before the filter starts; returns their file, or null where none is needed. */
  static @Nullable Path make(ServletContext context) {
    FilterRegistration filter = context.getFilterRegistration("parley");
    if (filter == null || STORES.stream().anyMatch(each -> filter.getInitParameter(each) != null)) {
      return null;
    }
    try {
      SampleUsers samples = SampleUsers.fresh();
      Path file =
          samples.write(folder(context), String.valueOf(filter.getInitParameter("realm")), false);
      filter.setInitParameter(USERS_FILE, file.toString());
      for (SampleUsers.User each : samples.users()) {
        context.log(
            "Parley demo: user "
                + each.name()
                + ", password "
                + each.password()
                + ", roles "
                + String.join(" ", each.roles()));
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("the demo cannot write its users file", e);
    }
  }

  private static Path folder(ServletContext context) throws IOException {
    return context.getAttribute(ServletContext.TEMPDIR) instanceof File folder
        ? folder.toPath()
        : Files.createTempDirectory("parley-demo");
  }
}
