package dev.parley.negotiate.options;

import dev.parley.config.Settings;
import java.util.Set;

/**
 * What is chosen about NTLM, after all checks.
 *
 * @param requireMic whether every client must send a MIC
 * @param targetCheck what is asked of the client's target
 * @param targetNames the names of this service
 * @param anonymous whether clients without an account get in
 */
public record NtlmOptions(
    boolean requireMic, BindingMode targetCheck, Set<String> targetNames, boolean anonymous) {
  /** Copies the set. */
  public NtlmOptions {
    targetNames = Set.copyOf(targetNames);
  }

  /** Reads the options of settings that {@link NegotiateOptions#read} has checked. */
  public static NtlmOptions read(Settings settings) {
    return new NtlmOptions(
        settings.get(NtlmSettings.REQUIRE_MIC),
        settings.get(NtlmSettings.TARGET_CHECK),
        Set.copyOf(settings.get(NtlmSettings.TARGET_NAMES)),
        settings.get(NtlmSettings.ANONYMOUS));
  }
}
