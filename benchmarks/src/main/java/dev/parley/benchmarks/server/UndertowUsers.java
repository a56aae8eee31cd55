package dev.parley.benchmarks.server;

import dev.parley.benchmarks.Fixture;
import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.DigestCredential;
import io.undertow.security.idm.IdentityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Undertow's door to users: one user, whose H(user:realm:password) is held ready. */
final class UndertowUsers implements IdentityManager {
  private final Account account = new OneAccount(() -> Fixture.USER, Set.of(Fixture.ROLE));
  private final byte[] a1 = a1();

  @Override
  public Account verify(Account known) {
    return known;
  }

  @Override
  public @Nullable Account verify(String user, Credential credential) {
    boolean right =
        user.equals(Fixture.USER)
            && credential instanceof DigestCredential digest
            && digest.verifyHA1(a1);
    return right ? account : null;
  }

  @Override
  public @Nullable Account verify(Credential credential) {
    return null;
  }

  private static byte[] a1() {
    try {
      String text = Fixture.USER + ":" + Fixture.REALM + ":" + Fixture.PASSWORD;
      byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  private record OneAccount(Principal principal, Set<String> roles) implements Account {
    private static final long serialVersionUID = 1L;

    @Override
    public Principal getPrincipal() {
      return principal;
    }

    @Override
    public Set<String> getRoles() {
      return roles;
    }
  }
}
