package dev.parley.benchmarks.negotiate;

import dev.parley.authority.AccountChanges;
import dev.parley.negotiate.kerberos.ClientMapper;
import dev.parley.negotiate.kerberos.KerberosClient;
import dev.parley.negotiate.kerberos.KerberosMechanism;
import dev.parley.negotiate.kerberos.KerberosPolicy;
import dev.parley.negotiate.kerberos.Mapped;
import dev.parley.negotiate.kerberos.keytab.KeySet;
import dev.parley.negotiate.mechanism.Mechanism;
import dev.parley.negotiate.mechanism.Peer;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.sspi.Identity;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** The acceptor of Parley, with the key of one service. Thread-safe. */
final class KerberosSite {
  private static final Peer PEER = new Peer("127.0.0.1", KerberosService.HOST, List.of());

  private final Mechanism mechanism;

  KerberosSite(KerberosService service) {
    KeySet keys = new KeySet(List.of(service.key()));
    this.mechanism =
        new KerberosMechanism(
            KerberosPolicy.standard(InstantSource.system()),
            () -> keys,
            new ByName(),
            new AccountChanges());
  }

  /** Takes clients by the name in the ticket. */
  private static final class ByName implements ClientMapper {
    @Override
    public Mapped map(KerberosClient client) {
      String name = client.components().get(0) + "@" + client.realm();
      return new Mapped.Account(new Identity(name, "bench", Set.of()), name);
    }

    @Override
    public Mapped admit(Mapped.Account account, String address) {
      return account;
    }
  }

  /** What comes of a token; a context is closed at once. */
  Step accept(byte[] token) {
    try (Mechanism.Acceptor acceptor = mechanism.newAcceptor()) {
      Step step = acceptor.accept(token, PEER);
      if (step instanceof Step.Established established) {
        established.context().close();
      }
      return step;
    }
  }
}
