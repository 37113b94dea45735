package dev.inedobot.config;

import dev.inedobot.upgrade.plan.BackupRule;
import dev.inedobot.upgrade.plan.BackupRule.Firmness;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The {@code backup} of an instance: one word for all releases, or one for each kind of release;
 * and whether it is proven, {@code prove-backup}.
 */
final class BackupReader {
  static final String NAME = "backup";
  static final String PROVE = "prove-backup";
  private static final String WORDS = "must be required, offered or acknowledged";

  private BackupReader() {}

  static BackupRule read(Section instance) {
    BackupRule usual = BackupRule.DEFAULT;
    boolean prove = instance.flag(PROVE, usual.prove());
    if (!instance.isMapping(NAME)) {
      Optional<Firmness> both = word(instance, NAME);
      return new BackupRule(both.orElse(usual.maintenance()), both.orElse(usual.major()), prove);
    }
    Section section = instance.section(NAME);
    section.allow("maintenance", "major");
    return new BackupRule(
        word(section, "maintenance").orElse(usual.maintenance()),
        word(section, "major").orElse(usual.major()),
        prove);
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
