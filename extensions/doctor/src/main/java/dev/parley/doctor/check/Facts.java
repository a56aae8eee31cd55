package dev.parley.doctor.check;

import dev.parley.doctor.check.Fact.Known;
import dev.parley.doctor.check.Fact.Unknown;
import dev.parley.doctor.krb5.Krb5Conf;
import dev.parley.doctor.krb5.Krb5ConfReader;
import dev.parley.doctor.net.HttpAnswer;
import dev.parley.doctor.net.HttpConnection;
import dev.parley.doctor.net.Page;
import dev.parley.http.MalformedTokenException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** What the checks learn for each other; each is looked up once. Not thread-safe. */
final class Facts implements AutoCloseable {
  private static final Path DEFAULT_KRB5_CONF = Path.of("/etc/krb5.conf");

  private final Question question;
  private final World world;
  private @Nullable Fact<Krb5Conf> krb5Conf;
  private @Nullable Fact<First> first;

  /**
   * The first answer of the server.
   *
   * @param certificate of the server; null without TLS
   * @param distrust why the JDK does not trust it; null when it does
   * @param stayedOpen whether a second request could follow on the connection
   */
  record First(
      HttpAnswer answer,
      @Nullable X509Certificate certificate,
      @Nullable String distrust,
      boolean stayedOpen) {}

  Facts(Question question, World world) {
    this.question = question;
    this.world = world;
  }

  Question question() {
    return question;
  }

  World world() {
    return world;
  }

  /** The page to ask for. */
  Fact<Page> page() {
    return question.url() == null
        ? new Unknown<>("no --url was given")
        : new Known<>(Page.of(question.url()));
  }

  /** Where krb5.conf is, or should be. */
  Path krb5ConfPath() {
    Path given = question.krb5Conf();
    if (given != null) {
      return given;
    }
    String named = world.environment().getOrDefault("KRB5_CONFIG", "");
    for (String each : named.split(":", -1)) {
      if (!each.isEmpty() && Files.exists(Path.of(each))) {
        return Path.of(each);
      }
    }
    return DEFAULT_KRB5_CONF;
  }

  /** What stands in it. */
  Fact<Krb5Conf> krb5Conf() {
    Fact<Krb5Conf> known = krb5Conf;
    if (known == null) {
      known = krb5Conf = readKrb5Conf(krb5ConfPath());
    }
    return known;
  }

  private static Fact<Krb5Conf> readKrb5Conf(Path file) {
    try {
      return new Known<>(Krb5ConfReader.read(file));
    } catch (MalformedTokenException e) {
      return new Unknown<>(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Unknown<>(Problems.ofFile(e));
    }
  }

  /** What the server says to a request without credentials. */
  Fact<First> first() {
    Fact<First> known = first;
    if (known == null) {
      known = first = page() instanceof Known<Page> page ? ask(page.value()) : unknown(page());
    }
    return known;
  }

  private static Fact<First> ask(Page page) {
    try (HttpConnection connection = HttpConnection.open(page)) {
      HttpAnswer answer = connection.get();
      String distrust = connection.tls() == null ? null : connection.tls().distrust();
      return new Known<>(
          new First(answer, connection.certificate(), distrust, connection.isOpen()));
    } catch (IOException e) {
      return new Unknown<>(Problems.ofNetwork(page.place(), e));
    }
  }

  private static <T> Fact<T> unknown(Fact<?> other) {
    return new Unknown<>(other.why());
  }

  @Override
  public void close() {}
}
