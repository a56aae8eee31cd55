package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.http.EntityTooLargeException;
import jakarta.servlet.http.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.DisplayName;

/** RFC 7578: any entity is parts that lie in it, or an IOException. */
class MultipartFuzzTest {
  private static final EntityLimits LIMITS = new EntityLimits(1 << 16, 64, 0);

  @FuzzTest(maxDuration = "30s")
  @DisplayName("Parts lie in the entity, one behind the other, with memory and file as one")
  void parts(byte[] octets) throws NoSuchAlgorithmException {
    try (SpooledEntity entity =
        SpooledEntity.read(
            new ByteArrayInputStream(octets),
            LIMITS,
            count -> {},
            MessageDigest.getInstance("SHA-256"))) {
      assertThat(entity.toBytes()).isEqualTo(octets);
      long total = 0;
      for (Part part :
          MultipartForm.parse(entity, "multipart/form-data; boundary=b", StandardCharsets.UTF_8)) {
        assertThat(part.getSize()).isNotNegative();
        assertThat(part.getInputStream().readAllBytes()).hasSize((int) part.getSize());
        assertThat(part.getName()).isNotNull();
        total += part.getSize();
      }
      assertThat(total).isLessThanOrEqualTo(octets.length);
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotEmpty();
    } catch (EntityTooLargeException e) {
      assertThat(octets.length).isGreaterThan(1 << 16);
    }
  }

  @FuzzTest(maxDuration = "30s")
  @DisplayName("The parameters of any field are read without an exception")
  void parameters(byte[] octets) {
    String field = new String(octets, StandardCharsets.ISO_8859_1);
    HeaderParameters.of(field)
        .forEach(
            (name, value) -> {
              assertThat(name).isNotEmpty();
              assertThat(name.length() + value.length()).isLessThan(field.length());
            });
  }
}
