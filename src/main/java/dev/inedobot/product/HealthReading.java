package dev.inedobot.product;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a product's answer means (Inedo docs, Health). ProGet up to 2025 and BuildMaster answer
 * JSON, whose fields count: a status of 200 can hide an {@code Error}. ProGet 2026 answers {@code
 * OK} or 500 with text. For Otter no health address is documented: its start page must answer below
 * 400.
 *
 * @param verdict how the product is
 * @param reported the version that it says it is, or null if it does not say
 * @param problems what it says is wrong, each a phrase; empty unless the verdict is PROBLEM
 * @param words the answer in words
 */
public record HealthReading(
    Verdict verdict, @Nullable Version reported, List<String> problems, String words) {
  private static final String STATUS = "Status";
  private static final int LONGEST = 200;

  public HealthReading {
    problems = List.copyOf(problems);
  }

  /** How a product is. */
  public enum Verdict {
    HEALTHY,
    /** It runs, and says that something is wrong. */
    PROBLEM,
    /** It does not answer as a product that runs: it may be starting, or upgrading its database. */
    NOT_YET
  }

  /** Where a product is asked. */
  public static String healthPath(Product product) {
    return product == Product.OTTER ? "/" : "/health";
  }

  public static HealthReading read(Product product, HealthAnswer answer) {
    if (product == Product.OTTER) {
      return answer.status() < 400
          ? new HealthReading(Verdict.HEALTHY, null, List.of(), "answers")
          : notYet(answer, null);
    }
    Version reported = reported(answer);
    boolean unavailableOrElsewhere =
        answer.status() == 503 || (answer.status() >= 300 && answer.status() < 400);
    if (unavailableOrElsewhere) {
      return notYet(answer, reported);
    }
    if (answer.fields().keySet().stream().anyMatch(field -> field.endsWith(STATUS))) {
      return readFields(answer, reported);
    }
    return readText(answer, reported);
  }

  private static HealthReading readFields(HealthAnswer answer, @Nullable Version reported) {
    List<String> problems = new ArrayList<>();
    Map<String, String> fields = new TreeMap<>(answer.fields());
    fields.forEach(
        (field, value) -> {
          if (field.endsWith(STATUS) && !isFine(value)) {
            String stem = field.substring(0, field.length() - STATUS.length());
            problems.add(field + ": " + cut(value) + detail(fields, stem));
          }
        });
    if (problems.isEmpty() && answer.status() >= 400) {
      problems.add("HTTP status " + answer.status() + " without a reason");
    }
    return problems.isEmpty()
        ? new HealthReading(Verdict.HEALTHY, reported, List.of(), "healthy")
        : new HealthReading(Verdict.PROBLEM, reported, problems, String.join("; ", problems));
  }

  private static boolean isFine(String value) {
    return value.isBlank() || value.equalsIgnoreCase("OK") || value.equalsIgnoreCase("null");
  }

  /** Inedo calls it databaseStatusDetails here, licenseStatusDetail there. */
  private static String detail(Map<String, String> fields, String stem) {
    return Optional.ofNullable(fields.get(stem + "StatusDetails"))
        .or(() -> Optional.ofNullable(fields.get(stem + "StatusDetail")))
        .filter(text -> !text.isBlank() && !text.equals("null"))
        .map(text -> " (" + cut(text) + ")")
        .orElse("");
  }

  private static HealthReading readText(HealthAnswer answer, @Nullable Version reported) {
    String text = answer.body().strip();
    if (answer.status() == 200 && text.equalsIgnoreCase("OK")) {
      return new HealthReading(Verdict.HEALTHY, reported, List.of(), "healthy");
    }
    if (answer.status() == 500 && reported != null && !text.isEmpty()) {
      String problem = cut(text.lines().findFirst().orElse(text));
      return new HealthReading(Verdict.PROBLEM, reported, List.of(problem), problem);
    }
    return notYet(answer, reported);
  }

  private static HealthReading notYet(HealthAnswer answer, @Nullable Version reported) {
    String text =
        answer.body().strip().lines().findFirst().map(line -> ": " + cut(line)).orElse("");
    boolean page = text.startsWith(": <");
    return new HealthReading(
        Verdict.NOT_YET,
        reported,
        List.of(),
        "answers with HTTP status " + answer.status() + (page ? "" : text));
  }

  /** The body is the documented place; the header was only seen. */
  private static @Nullable Version reported(HealthAnswer answer) {
    return version(answer.fields().get("releaseNumber"))
        .or(() -> version(beforeBuild(answer.fields().get("versionNumber"))))
        .or(() -> version(answer.headers().get("x-proget-version")))
        .orElse(null);
  }

  /** {@code 2023.9 (Build 1)} is how versionNumber is written. */
  private static @Nullable String beforeBuild(@Nullable String text) {
    return text == null ? null : text.replaceFirst("\\s*\\(.*", "");
  }

  private static Optional<Version> version(@Nullable String text) {
    return text == null ? Optional.empty() : Version.tryParse(text.strip());
  }

  private static String cut(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
