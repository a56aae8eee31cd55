package dev.parley.negotiate.options;

import dev.parley.config.Setting;
import dev.parley.config.SettingTypes;
import java.util.List;

/** The keys of NTLM in the table of settings. */
public final class NtlmSettings {
  /** The MIC. */
  public static final Setting<Boolean> REQUIRE_MIC =
      Setting.of(
          "ntlm.require-mic",
          SettingTypes.BOOLEAN,
          false,
          "Refuses clients that send no MIC. One that says it sends one must in any case.");

  /** The target. */
  public static final Setting<BindingMode> TARGET_CHECK =
      Setting.of(
          "ntlm.target-check",
          NegotiateSettings.BINDING_MODE,
          BindingMode.OFF,
          "Whether clients have to aim at one of ntlm.target-names: none, those that say where they aim, all.");

  /** The names. */
  public static final Setting<List<String>> TARGET_NAMES =
      Setting.of(
          "ntlm.target-names",
          SettingTypes.listOf(SettingTypes.line(300), false),
          List.of(),
          "The names of this service: HTTP/www.example.org, or the host alone.");

  /** Nobody. */
  public static final Setting<Boolean> ANONYMOUS =
      Setting.of(
          "ntlm.anonymous",
          SettingTypes.BOOLEAN,
          false,
          "Lets clients in that do not say who they are, without any role.");

  private NtlmSettings() {}

  /** All of them. */
  public static List<Setting<?>> all() {
    return List.of(REQUIRE_MIC, TARGET_CHECK, TARGET_NAMES, ANONYMOUS);
  }
}
