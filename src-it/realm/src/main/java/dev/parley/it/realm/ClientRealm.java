package dev.parley.it.realm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a client of a realm needs: {@code krb5.conf} and tickets by {@code kinit}. */
public interface ClientRealm {

  /** The realm's name. */
  String realm();

  /** The {@code krb5.conf} that knows this realm and no other, and asks no DNS. */
  Path krb5Conf();

  /** The environment of MIT's programs and of all that use their library. */
  default Map<String, String> environment() {
    return Map.of("KRB5_CONFIG", krb5Conf().toString());
  }

  /** The same, with tickets. */
  default Map<String, String> environment(Path tickets) {
    return Map.of("KRB5_CONFIG", krb5Conf().toString(), "KRB5CCNAME", "FILE:" + tickets);
  }

  /**
   * Logs a user on with {@code kinit}.
   *
   * @param tickets the ticket cache to be written
   * @param options of kinit: {@code -f} for forwardable tickets, {@code -l} for a lifetime
   * @throws AssertionError when the realm refuses
   */
  default void kinit(String user, String password, Path tickets, String... options)
      throws IOException, InterruptedException {
    List<String> words =
        Stream.of(Stream.of("kinit", "-c", "FILE:" + tickets), Stream.of(options), Stream.of(user))
            .flatMap(each -> each)
            .toList();
    Command.of(words).with(environment()).input(password + "\n").run().expectSuccess();
  }

  /** Takes a ticket for a service into a cache with {@code kvno} and returns what that prints. */
  default String kvno(Path tickets, String service) throws IOException, InterruptedException {
    return Command.of("kvno", service).with(environment(tickets)).run().expectSuccess();
  }
}
