package dev.inedobot.config;

import dev.inedobot.upgrade.plan.BackupRule;
import dev.inedobot.upgrade.plan.BackupRule.Firmness;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The {@code backup} of an instance: one word for all releases, or one for each kind of release.
 */
final class BackupReader {
  private static final String NAME = "backup";
  private static final String WORDS = "must be required, offered or acknowledged";

  private BackupReader() {}

  static BackupRule read(Section instance) {
    BackupRule usual = BackupRule.DEFAULT;
    if (!instance.isMapping(NAME)) {
      return word(instance, NAME).map(both -> new BackupRule(both, both)).orElse(usual);
    }
    Section section = instance.section(NAME);
    section.allow("maintenance", "major");
    return new BackupRule(
        word(section, "maintenance").orElse(usual.maintenance()),
        word(section, "major").orElse(usual.major()));
  }

  private static Optional<Firmness> word(Section section, String name) {
    String text = section.text(name);
    if (text == null) {
      return Optional.empty();
    }
    Optional<Firmness> firmness =
        Arrays.stream(Firmness.values())
            .filter(each -> each != Firmness.REQUIRED_FOR_A_RESTORE)
            .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text))
            .findFirst();
    if (firmness.isEmpty()) {
      section.problem(name, WORDS);
    }
    return firmness;
  }
}
