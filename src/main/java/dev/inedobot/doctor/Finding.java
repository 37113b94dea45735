package dev.inedobot.doctor;

/**
 * What was found about one thing. It holds no secret.
 *
 * @param subject what it is about, for example {@code bot token}
 * @param sentence what was found, as a sentence
 * @param fix what to do, as a sentence; empty if nothing
 */
public record Finding(String subject, Verdict verdict, String sentence, String fix) {

  /** How it is. */
  public enum Verdict {
    OK("ok"),
    /** It works, and may not for long or not in every case. */
    WARNING("warning"),
    FAILURE("failure"),
    /** It can't be told from here; the sentence says why. */
    UNKNOWN("unknown");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public static Finding ok(String subject, String sentence) {
    return new Finding(subject, Verdict.OK, sentence, "");
  }

  public static Finding warning(String subject, String sentence, String fix) {
    return new Finding(subject, Verdict.WARNING, sentence, fix);
  }

  public static Finding failure(String subject, String sentence, String fix) {
    return new Finding(subject, Verdict.FAILURE, sentence, fix);
  }

  public static Finding unknown(String subject, String sentence, String fix) {
    return new Finding(subject, Verdict.UNKNOWN, sentence, fix);
  }

  public boolean isFailure() {
    return verdict == Verdict.FAILURE;
  }

  /** All of it, in one line. */
  public String line() {
    String all = fix.isEmpty() ? sentence : sentence + " " + fix;
    return "%-7s  %s: %s".formatted(verdict.word(), subject, all.replaceAll("\\s*\\R\\s*", " "));
  }
}
