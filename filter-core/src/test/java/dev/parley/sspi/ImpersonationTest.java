package dev.parley.sspi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.testing.TokenPackage;
import java.io.IOException;
import java.security.AccessController;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import javax.security.auth.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("ImpersonateSecurityContext, and always RevertSecurityContext")
class ImpersonationTest {
  private final SecurityContext alice = context("alice");
  private final SecurityContext bob = context("bob");

  private static SecurityContext context(String name) {
    return new TokenPackage.Context(new Identity(name, "test", Set.of("user")), "TestToken");
  }

  @AfterEach
  void nobodyIsLeft() {
    assertThat(Impersonation.current()).isNull();
  }

  /** The Subject of the JDK's own kind, by the call that the JDK at hand has. */
  @SuppressWarnings("removal")
  private static Subject subject() throws Exception {
    try {
      return (Subject) Subject.class.getMethod("current").invoke(null);
    } catch (NoSuchMethodException e) {
      return Subject.getSubject(AccessController.getContext());
    }
  }

  @Test
  @DisplayName("the client is the current identity and a principal of the current Subject")
  void runsAsTheClient() throws Exception {
    assertThat(alice.impersonate(Impersonation::current)).isEqualTo(alice.identity());
    Subject subject = alice.impersonate(ImpersonationTest::subject);
    assertThat(subject.getPrincipals(Identity.class)).containsExactly(alice.identity());
    assertThat(subject.isReadOnly()).isTrue();
    Subject after = subject();
    assertThat(after == null || after.getPrincipals(Identity.class).isEmpty()).isTrue();
  }

  @Test
  @DisplayName("one within another comes back to the first")
  void nested() throws Exception {
    String seen =
        alice.impersonate(
            () -> {
              String inner = bob.impersonate(() -> String.valueOf(Impersonation.current()));
              return inner + Impersonation.current();
            });
    assertThat(seen).isEqualTo("bobalice");
  }

  @Test
  @DisplayName("another thread runs as nobody")
  void otherThread() throws Exception {
    Identity[] seen = {alice.identity()};
    alice.impersonate(
        () -> {
          Thread other = new Thread(() -> seen[0] = Impersonation.current());
          other.start();
          other.join();
          return "";
        });
    assertThat(seen[0]).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        IOException.class,
        IllegalStateException.class,
        StackOverflowError.class,
        CompletionException.class
      })
  @DisplayName("what the code throws comes out as it is, and reverts too")
  void throwing(Class<? extends Throwable> type) throws Exception {
    Throwable thrown =
        type == CompletionException.class
            ? new CompletionException("the code's own", null)
            : type.getConstructor().newInstance();
    Callable<String> failing =
        () -> {
          if (thrown instanceof Error error) {
            throw error;
          }
          throw (Exception) thrown;
        };
    assertThatThrownBy(() -> alice.impersonate(failing)).isSameAs(thrown);
    assertThat(Impersonation.current()).isNull();
  }
}
