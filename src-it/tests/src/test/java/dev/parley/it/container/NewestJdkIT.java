package dev.parley.it.container;

import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Jdks;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;

/** What was built for Java 17, on the newest JDK of this machine. */
@DisplayName("Tomcat 11 on a JDK newer than 17")
final class NewestJdkIT extends ProtocolContract {
  @Override
  protected ContainerKind kind() {
    return ContainerKind.TOMCAT_11;
  }

  @Override
  protected ContainerProcess.Options configure(ContainerProcess.Options options) {
    Optional<Jdks.Jdk> newest = Jdks.newest(18, Integer.MAX_VALUE);
    Assumptions.assumeTrue(newest.isPresent(), "there is none on this machine");
    return super.configure(options).java(newest.orElseThrow().java());
  }
}
