package dev.parley.config;

/** The settings that say how paths are read before the rules about paths are applied. */
public final class PathSettings {

  /** What happens to a request target that software reads in different ways. */
  public enum Ambiguous {
    /** It is answered 400. */
    REFUSE,
    /** The rules of all its readings hold together. */
    READ
  }

  /** Whether letters of paths have a case. */
  public enum Case {
    /** They have. */
    EXACT,
    /** Upper and lower case are the same. */
    IGNORED
  }

  /** Dot segments and control characters in targets. */
  public static final Setting<Ambiguous> AMBIGUOUS_PATHS =
      Setting.of(
          "ambiguous-paths",
          SettingTypes.oneOf(SettingTypes::word, Ambiguous.values()),
          Ambiguous.REFUSE,
          "What happens to request paths with dot segments in any spelling, control characters or"
              + " broken escapes: 400, or the rules of all readings hold together.");

  /** Case of paths. */
  public static final Setting<Case> PATH_CASE =
      Setting.of(
          "path-case",
          SettingTypes.oneOf(SettingTypes::word, Case.values()),
          Case.EXACT,
          "Whether rules about paths tell upper from lower case; ignored is for applications that"
              + " do not.");

  /** Suffix patterns. */
  public static final Setting<Boolean> SUFFIX_PATTERNS_WIN =
      Setting.of(
          "suffix-patterns-win",
          SettingTypes.BOOLEAN,
          false,
          "Lets a suffix pattern such as *.css in open-paths or optional-paths win over patterns"
              + " such as /admin/* of protected-paths and required-roles.");

  private PathSettings() {}
}
