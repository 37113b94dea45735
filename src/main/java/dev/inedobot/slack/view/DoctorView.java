package dev.inedobot.slack.view;

import dev.inedobot.doctor.Finding;
import dev.inedobot.doctor.Finding.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the doctor found, the worst first. */
public final class DoctorView {
  private static final int LONGEST = 600;
  private static final List<Verdict> ORDER =
      List.of(Verdict.FAILURE, Verdict.WARNING, Verdict.UNKNOWN, Verdict.OK);

  private DoctorView() {}

  public static String of(List<Finding> findings) {
    List<String> lines = new ArrayList<>();
    lines.add("*" + summary(findings) + "*");
    for (Verdict verdict : ORDER) {
      findings.stream()
          .filter(finding -> finding.verdict() == verdict)
          .forEach(finding -> lines.add(line(finding)));
    }
    return String.join("\n", lines);
  }

  private static String summary(List<Finding> findings) {
    long failures = count(findings, Verdict.FAILURE);
    if (failures > 0) {
      return "%d of %d things to see to.".formatted(failures, findings.size());
    }
    long untold = count(findings, Verdict.UNKNOWN);
    return untold == 0
        ? "Nothing is broken."
        : "Nothing is broken as far as I could see; %d of %d things could not be told."
            .formatted(untold, findings.size());
  }

  private static long count(List<Finding> findings, Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }

  private static String line(Finding finding) {
    String fix = finding.fix().isEmpty() ? "" : " " + Mrkdwn.safe(finding.fix(), LONGEST);
    return "• *%s* %s: %s%s"
        .formatted(
            finding.verdict().word().toUpperCase(Locale.ROOT),
            Mrkdwn.safeLine(finding.subject(), 120),
            Mrkdwn.safeLine(finding.sentence(), LONGEST),
            fix);
  }
}
