package dev.inedobot.upgrade.plan;

import dev.inedobot.product.Version;

/** The version that a person typed: a clear one, or what is unclear about it. */
public sealed interface WantedVersion {
  record Clear(Version version) implements WantedVersion {}

  record Unclear(Refusal refusal) implements WantedVersion {}

  static WantedVersion parse(InstanceSettings settings, String typed) {
    String example = "For example: `/inedo upgrade %s 2024.5`.".formatted(settings.name());
    if (Version.isFloatingTag(typed)) {
      return new Unclear(
          new Refusal(
              "`%s` can mean another version tomorrow, so it can't be approved; Inedo advises against"
                      .formatted(typed)
                  + " deploying it too.",
              "Say the full version. " + example));
    }
    try {
      return new Clear(Version.parse(typed));
    } catch (IllegalArgumentException unclear) {
      return new Unclear(new Refusal(String.valueOf(unclear.getMessage()), example));
    }
  }
}
