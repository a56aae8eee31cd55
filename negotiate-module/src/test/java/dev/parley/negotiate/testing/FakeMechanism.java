package dev.parley.negotiate.testing;

import dev.parley.authority.AccountChanges;
import dev.parley.authority.Vouched;
import dev.parley.negotiate.mechanism.EstablishedContext;
import dev.parley.negotiate.mechanism.Mechanism;
import dev.parley.negotiate.mechanism.Peer;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.sspi.BindingState;
import dev.parley.sspi.ContextFlag;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SecurityStatusException;
import dev.parley.sspi.Sizes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A mechanism for tests. Its tokens end in a name after a blank: that client is let in after as
 * many legs as the mechanism has, but for {@code mallory}, who gets the error token {@code error}.
 */
public final class FakeMechanism implements Mechanism {
  public final List<Context> contexts = new ArrayList<>();
  public int acceptors;
  public int closedAcceptors;
  public boolean closed;
  public long expiresMillis = Long.MAX_VALUE;
  public AccountChanges changes = new AccountChanges();

  /** Happens while the authority is asked about a client. */
  public Runnable meanwhile = () -> {};

  private final String name;
  private final int legs;
  private final boolean mutual;
  private final boolean integrity;

  private FakeMechanism(String name, int legs, boolean mutual, boolean integrity) {
    this.name = name;
    this.legs = legs;
    this.mutual = mutual;
    this.integrity = integrity;
  }

  /** One leg and a last token of the server. */
  public static FakeMechanism kerberos() {
    return new FakeMechanism("Kerberos", 1, true, true);
  }

  /** One leg, and nothing from the server. */
  public static FakeMechanism kerberosWithoutMutual() {
    return new FakeMechanism("Kerberos", 1, false, true);
  }

  /** Two legs. */
  public static FakeMechanism ntlm() {
    return new FakeMechanism("NTLM", 2, false, true);
  }

  /** As many legs as it takes. */
  public static FakeMechanism endless() {
    return new FakeMechanism("NTLM", Integer.MAX_VALUE, false, true);
  }

  public static FakeMechanism ntlmWithoutIntegrity() {
    return new FakeMechanism("NTLM", 2, false, false);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean needsConnection() {
    return legs > 1;
  }

  @Override
  public synchronized Acceptor newAcceptor() {
    acceptors++;
    return new FakeAcceptor();
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Acceptors and contexts that nobody has closed. */
  public synchronized long open() {
    return acceptors - closedAcceptors + contexts.stream().filter(each -> !each.closed).count();
  }

  private final class FakeAcceptor implements Acceptor {
    private int leg;
    private boolean over;

    @Override
    public Step accept(byte[] token, Peer peer) {
      leg++;
      String text = new String(token, StandardCharsets.ISO_8859_1);
      String last = text.substring(text.lastIndexOf(' ') + 1);
      String client = last.isEmpty() ? "unnamed" : last;
      if (client.equals("mallory")) {
        return new Step.Refused(
            SecurityStatus.SEC_E_LOGON_DENIED,
            Reason.TICKET_INTEGRITY,
            "kvno 3, keytab has 2",
            client,
            ascii("error"));
      }
      if (leg < legs) {
        return new Step.Continue(ascii("challenge " + leg));
      }
      long asked = changes.now();
      meanwhile.run();
      Context context = new Context(client, asked);
      synchronized (FakeMechanism.this) {
        contexts.add(context);
      }
      return new Step.Established(context, mutual ? ascii("reply") : null);
    }

    @Override
    public void close() {
      if (!over) {
        over = true;
        synchronized (FakeMechanism.this) {
          closedAcceptors++;
        }
      }
    }
  }

  /** The mechListMIC of a fake client. */
  public static byte[] clientMic(byte[] mechTypeList) {
    return ascii("client " + Arrays.hashCode(mechTypeList));
  }

  /** The mechListMIC of a fake server. */
  public static byte[] serverMic(byte[] mechTypeList) {
    return ascii("server " + Arrays.hashCode(mechTypeList));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The context of a client. */
  public final class Context implements EstablishedContext {
    public volatile boolean closed;
    private final String client;
    private final Vouched vouched;

    private Context(String client, long asked) {
      this.client = client;
      this.vouched = Vouched.of(new Identity(client, "fake", Set.of("user")), nativeName(), asked);
    }

    @Override
    public Vouched vouched() {
      return vouched;
    }

    @Override
    public String nativeName() {
      return client + "@FAKE";
    }

    @Override
    public @Nullable String target() {
      return client.equals("bob") ? null : "HTTP/www.fake.test";
    }

    @Override
    public String keyInfo() {
      return "fake-128";
    }

    @Override
    public Set<ContextFlag> flags() {
      return Set.of(ContextFlag.INTEGRITY);
    }

    @Override
    public BindingState bindings() {
      return BindingState.VERIFIED;
    }

    @Override
    public Sizes sizes() {
      return new Sizes(100, 10, 1, 16);
    }

    @Override
    public long expiresMillis() {
      return expiresMillis;
    }

    @Override
    public @Nullable Subject delegated() {
      return null;
    }

    @Override
    public boolean hasIntegrity() {
      return integrity;
    }

    @Override
    public byte[] mechListMic(byte[] mechTypeList) {
      return serverMic(mechTypeList);
    }

    @Override
    public boolean verifiesMechListMic(byte[] mechTypeList, byte[] mic) {
      return Arrays.equals(mic, clientMic(mechTypeList));
    }

    @Override
    public byte[] makeSignature(byte[] message) throws SecurityStatusException {
      live();
      return ascii("signature");
    }

    @Override
    public void verifySignature(byte[] message, byte[] signature) throws SecurityStatusException {
      live();
    }

    @Override
    public byte[] encryptMessage(byte[] message) throws SecurityStatusException {
      live();
      return message.clone();
    }

    @Override
    public byte[] decryptMessage(byte[] token) throws SecurityStatusException {
      live();
      return token.clone();
    }

    private void live() throws SecurityStatusException {
      if (closed) {
        throw new SecurityStatusException(SecurityStatus.SEC_E_CONTEXT_EXPIRED, "closed");
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
