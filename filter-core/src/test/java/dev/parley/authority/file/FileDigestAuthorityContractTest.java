package dev.parley.authority.file;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestAuthorityContract;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class FileDigestAuthorityContractTest {

  @Nested
  @DisplayName("The JSON users file")
  class Json extends DigestAuthorityContract {
    @TempDir Path directory;

    @Override
    protected DigestAuthority authority() throws Exception {
      List<User> users = new ArrayList<>();
      for (TestAccount account : ACCOUNTS) {
        List<StoredKey> keys = new ArrayList<>();
        for (String realm : List.of(REALM, OTHER_REALM)) {
          for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            if (!algorithm.session()) {
              keys.add(
                  StoredKey.derive(
                      account.name(), realm, algorithm, account.password().toCharArray()));
            }
          }
        }
        users.add(
            new User(
                account.name(),
                List.copyOf(account.roles()),
                account.enabled(),
                account.expires(),
                keys));
      }
      return open(
          Documents.write(
              directory.resolve("users.json"), Documents.json(users.toArray(new User[0]))));
    }
  }

  @Nested
  @DisplayName("The htdigest file")
  class Htdigest extends DigestAuthorityContract {
    @TempDir Path directory;

    @Override
    protected boolean keeps(DigestAlgorithm algorithm) {
      return algorithm != DigestAlgorithm.SHA_512_256;
    }

    @Override
    protected boolean knowsMoreThanHashes() {
      return false;
    }

    @Override
    protected DigestAuthority authority() throws Exception {
      StringBuilder lines = new StringBuilder("# made by htdigest\n\n");
      for (TestAccount account : ACCOUNTS) {
        for (String realm : List.of(REALM, OTHER_REALM)) {
          for (DigestAlgorithm algorithm : List.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA_256)) {
            lines.append(
                Documents.htdigestLine(account.name(), realm, algorithm, account.password()));
          }
        }
      }
      return open(Documents.write(directory.resolve("users.htdigest"), lines.toString()));
    }
  }

  private static DigestAuthority open(Path file) throws Exception {
    return FileAuthority.open(
        file,
        FileFormat.AUTO,
        Duration.ZERO,
        Documents.TARGET,
        InstantSource.fixed(DigestAuthorityContract.NOW),
        new SecureRandom());
  }
}
