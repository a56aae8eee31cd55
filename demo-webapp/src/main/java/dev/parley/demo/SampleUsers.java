package dev.parley.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.digests.MD4Digest;
import tools.jackson.databind.json.JsonMapper;

/**
 * The two users of the demo, for one realm, in a users file of their own.
 *
 * @param users alice, who is an admin, and bob
 */
public record SampleUsers(List<User> users) {
  /** Copies the list. */
  public SampleUsers {
    users = List.copyOf(users);
  }

  /**
   * A user.
   *
   * @param name the account
   * @param password is shown in the terminal, or in the log of the container
   * @param roles of the account
   */
  public record User(String name, String password, List<String> roles) {
    /** Copies the list. */
    public User {
      roles = List.copyOf(roles);
    }
  }

  /** Passwords that everybody knows, for a server that only this machine can reach. */
  public static SampleUsers known() {
    return of("wonderland", "builder");
  }

  /** Fresh passwords, for a server that others can reach. */
  public static SampleUsers fresh() {
    return of(password(), password());
  }

  private static SampleUsers of(String alice, String bob) {
    return new SampleUsers(
        List.of(
            new User("alice", alice, List.of("admin", "user")),
            new User("bob", bob, List.of("user"))));
  }

  private static String password() {
    byte[] bytes = new byte[8];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * Writes a users file that no other user of the machine can read.
   *
   * @param folder where it is made
   * @param realm the realm of its keys
   * @param ntHashes whether it has the hashes that NTLM needs
   * @return the file
   * @throws IOException when it cannot be written
   */
  public Path write(Path folder, String realm, boolean ntHashes) throws IOException {
    List<Object> entries = new ArrayList<>();
    for (User user : users) {
      List<Object> keys = new ArrayList<>();
      for (String algorithm : List.of("SHA-256", "MD5", "SHA-512-256")) {
        keys.add(
            Map.of("realm", realm, "algorithm", algorithm, "ha1", ha1(user, realm, algorithm)));
      }
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", user.name());
      entry.put("roles", user.roles());
      entry.put("keys", keys);
      if (ntHashes) {
        entry.put("ntHash", ntHash(user.password()));
      }
      entries.add(entry);
    }
    Map<String, Object> file = Map.of("format", "parley-users", "version", 1, "users", entries);
    // files of this kind are readable for their owner alone from the start
    Path path = Files.createTempFile(folder, "users", ".json");
    return Files.write(path, JsonMapper.shared().writeValueAsBytes(file));
  }

  private static String ha1(User user, String realm, String algorithm) throws IOException {
    try {
      MessageDigest digest =
          MessageDigest.getInstance(algorithm.equals("SHA-512-256") ? "SHA-512/256" : algorithm);
      String secret = user.name() + ":" + realm + ":" + user.password();
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("this Java has no " + algorithm, e);
    }
  }

  /** MD4 of the password, which this Java has not. */
  private static String ntHash(String password) {
    byte[] text = password.getBytes(StandardCharsets.UTF_16LE);
    MD4Digest md4 = new MD4Digest();
    md4.update(text, 0, text.length);
    byte[] hash = new byte[md4.getDigestSize()];
    md4.doFinal(hash, 0);
    return HexFormat.of().formatHex(hash);
  }
}
