package dev.parley.doctor.check;

import dev.parley.sspi.Reason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a check found. */
public sealed interface Finding {

  /** What was seen; one line. */
  String text();

  /** OK, WARN, FAIL or SKIPPED. */
  default String outcome() {
    return getClass().getSimpleName().toUpperCase(Locale.ROOT);
  }

  /** What to do; empty when there is nothing to be done. */
  default String mend() {
    return "";
  }

  /** The reason by which the audit of the server tells of the same; null when there is none. */
  default @Nullable Reason reason() {
    return null;
  }

  /** The same with something before its text. */
  default Finding prefixed(String prefix) {
    if (prefix.isEmpty()) {
      return this;
    }
    String text = prefix + text();
    if (this instanceof Ok) {
      return new Ok(text);
    }
    if (this instanceof Skipped) {
      return new Skipped(text);
    }
    return this instanceof Warn
        ? new Warn(text, mend(), reason())
        : new Fail(text, mend(), reason());
  }

  /** As it should be. */
  record Ok(String text) implements Finding {}

  /** Works, or works for some: may bite one day. */
  record Warn(String text, String mend, @Nullable Reason reason) implements Finding {
    /** Without a reason of the audit. */
    public Warn(String text, String mend) {
      this(text, mend, null);
    }

    /** With the cause and the mend of a reason. */
    public static Warn of(Reason reason, String detail) {
      return new Warn(reason.cause() + ": " + detail, reason.mend(), reason);
    }
  }

  /** Does not work. */
  record Fail(String text, String mend, @Nullable Reason reason) implements Finding {
    /** Without a reason of the audit. */
    public Fail(String text, String mend) {
      this(text, mend, null);
    }

    /** With the cause and the mend of a reason. */
    public static Fail of(Reason reason, String detail) {
      return new Fail(reason.cause() + ": " + detail, reason.mend(), reason);
    }
  }

  /** Could not be looked at; the text says why. */
  record Skipped(String text) implements Finding {}
}
