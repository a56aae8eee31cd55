package dev.parley.sspi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.testing.TokenPackage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The names and numbers of SSPI")
class VocabularyTest {

  private static <T> Map<String, Integer> numbers(T[] values, Function<T, Integer> number) {
    return Arrays.stream(values).collect(Collectors.toMap(Object::toString, number));
  }

  @Test
  @DisplayName("winerror.h: the status codes, of which those with the top bit are errors")
  void statuses() {
    assertThat(numbers(SecurityStatus.values(), SecurityStatus::code))
        .containsOnly(
            Map.entry("SEC_E_OK", 0),
            Map.entry("SEC_I_CONTINUE_NEEDED", 0x00090312),
            Map.entry("SEC_I_COMPLETE_NEEDED", 0x00090313),
            Map.entry("SEC_I_COMPLETE_AND_CONTINUE", 0x00090314),
            Map.entry("SEC_E_INVALID_HANDLE", 0x80090301),
            Map.entry("SEC_E_UNSUPPORTED_FUNCTION", 0x80090302),
            Map.entry("SEC_E_INTERNAL_ERROR", 0x80090304),
            Map.entry("SEC_E_SECPKG_NOT_FOUND", 0x80090305),
            Map.entry("SEC_E_INVALID_TOKEN", 0x80090308),
            Map.entry("SEC_E_QOP_NOT_SUPPORTED", 0x8009030A),
            Map.entry("SEC_E_NO_IMPERSONATION", 0x8009030B),
            Map.entry("SEC_E_LOGON_DENIED", 0x8009030C),
            Map.entry("SEC_E_NO_CREDENTIALS", 0x8009030E),
            Map.entry("SEC_E_MESSAGE_ALTERED", 0x8009030F),
            Map.entry("SEC_E_OUT_OF_SEQUENCE", 0x80090310),
            Map.entry("SEC_E_NO_AUTHENTICATING_AUTHORITY", 0x80090311),
            Map.entry("SEC_E_CONTEXT_EXPIRED", 0x80090317),
            Map.entry("SEC_E_WRONG_PRINCIPAL", 0x80090322),
            Map.entry("SEC_E_TIME_SKEW", 0x80090324),
            Map.entry("SEC_E_SECURITY_QOS_FAILED", 0x80090332),
            Map.entry("SEC_E_BAD_BINDINGS", 0x80090346));
    assertThat(SecurityStatus.values())
        .allMatch(each -> each.isError() == each.name().startsWith("SEC_E_") || each.code() == 0);
  }

  @Test
  @DisplayName("SecPkgInfo: the capabilities are bits of one word, and a token has a size")
  void capabilities() {
    assertThat(numbers(Capability.values(), Capability::bit))
        .containsEntry("INTEGRITY", 0x1)
        .containsEntry("TOKEN_ONLY", 0x4)
        .containsEntry("MULTI_REQUIRED", 0x20)
        .containsEntry("IMPERSONATION", 0x100)
        .containsEntry("NEGOTIABLE", 0x800)
        .containsEntry("GSS_COMPATIBLE", 0x1000)
        .containsEntry("MUTUAL_AUTH", 0x10000)
        .containsEntry("DELEGATION", 0x20000);
    PackageInfo info =
        new PackageInfo("Test", "", Set.of(Capability.PRIVACY, Capability.CONNECTION), 1);
    assertThat(info.capabilityBits()).isEqualTo(0x12);
    assertThatThrownBy(() -> new PackageInfo("Test", "", Set.of(), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PackageInfo("", "", Set.of(), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("QueryContextAttributes: the numbers, and a flag is a bit")
  void attributes() {
    assertThat(
            Stream.of(
                    ContextAttribute.SIZES,
                    ContextAttribute.NAMES,
                    ContextAttribute.LIFESPAN,
                    ContextAttribute.KEY_INFO,
                    ContextAttribute.AUTHORITY,
                    ContextAttribute.PACKAGE_INFO,
                    ContextAttribute.NEGOTIATION_INFO,
                    ContextAttribute.NATIVE_NAMES,
                    ContextAttribute.FLAGS,
                    ContextAttribute.ACCESS_TOKEN,
                    ContextAttribute.CLIENT_SPECIFIED_TARGET)
                .map(ContextAttribute::number))
        .containsExactly(0, 1, 2, 5, 6, 10, 12, 13, 14, 18, 27);
    assertThat(numbers(ContextFlag.values(), ContextFlag::bit))
        .containsEntry("DELEGATE", 0x1)
        .containsEntry("MUTUAL_AUTH", 0x2)
        .containsEntry("INTEGRITY", 0x20000)
        .containsEntry("IDENTIFY", 0x80000);
  }

  @Test
  @DisplayName("EnumerateSecurityPackages, QuerySecurityPackageInfo, AcquireCredentialsHandle")
  void packages() throws Exception {
    TokenPackage first = new TokenPackage();
    TokenPackage second = new TokenPackage("Other");
    SecurityPackages packages = new SecurityPackages(List.of(second, first));
    assertThat(packages.enumerateSecurityPackages())
        .extracting(PackageInfo::name)
        .containsExactly("TestOther", "TestToken");
    assertThat(packages.querySecurityPackageInfo("testTOKEN")).contains(first.info());
    assertThat(packages.querySecurityPackageInfo("Kerberos")).isEmpty();
    assertThat(packages.acquireCredentials("testother")).isSameAs(second);
    assertThatThrownBy(() -> packages.acquireCredentials("Kerberos"))
        .isInstanceOfSatisfying(
            SecurityStatusException.class,
            e -> assertThat(e.status()).isEqualTo(SecurityStatus.SEC_E_SECPKG_NOT_FOUND));
    assertThatThrownBy(() -> new SecurityPackages(List.of(first, new TokenPackage("TOKEN"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TestT");
  }
}
