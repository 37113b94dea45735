package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inedobot.upgrade.plan.CarryOver.Option;
import dev.inedobot.upgrade.plan.Secrecy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects the options of one {@code docker create}. What may be secret does not get in. */
final class CreateOptions {
  private final Secrecy secrecy;
  private final List<Option> options = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private final List<String> inexpressible = new ArrayList<>();

  CreateOptions(Secrecy secrecy) {
    this.secrecy = secrecy;
  }

  /** One setting, said by one option or several; empty settings are not asked about. */
  @FunctionalInterface
  interface Translation {
    void say(CreateOptions options, JsonNode value);
  }

  /** Says a setting by its row of a table; what has none is named. */
  void translate(Map<String, Translation> table, String prefix, String field, JsonNode value) {
    Translation translation = table.get(field);
    if (translation == null) {
      if (!Emptiness.isEmpty(value)) {
        cannotSay(prefix + field);
      }
      return;
    }
    // A key may have an empty value and be a setting all the same, as an exposed port is.
    boolean set = value.isContainerNode() ? !value.isEmpty() : !Emptiness.isEmpty(value);
    if (set) {
      translation.say(this, value);
    }
  }

  /** A value as it is. */
  static Translation value(String flag) {
    return (options, value) -> options.add(flag, value.asText());
  }

  /** Each element of a list. */
  static Translation each(String flag) {
    return (options, value) -> value.forEach(element -> options.add(flag, element.asText()));
  }

  /** Each member of a map as {@code key=value}. */
  static Translation members(String flag) {
    return (options, value) ->
        value
            .properties()
            .forEach(member -> options.add(flag, member.getKey(), member.getValue().asText()));
  }

  /** A flag that stands alone. */
  static Translation alone(String flag) {
    return (options, value) -> options.options.add(Option.alone(flag));
  }

  /** What is of no consequence for a container that is created and then started. */
  static Translation nothing() {
    return (options, value) -> {};
  }

  void add(String flag, String value) {
    options.add(Option.of(flag, secrecy.hides(value) ? Secrecy.PLACEHOLDER : value));
  }

  /** A value that holds nothing secret, or had it taken out. */
  void addShown(String flag, String value) {
    options.add(Option.of(flag, value));
  }

  /** A setting with a name of its own: the name stays readable. */
  void add(String flag, String name, String value) {
    String shown = secrecy.hides(name, value) ? Secrecy.PLACEHOLDER : value;
    options.add(Option.of(flag, name + "=" + shown));
  }

  void addAlone(String flag) {
    options.add(Option.alone(flag));
  }

  /** A variable; {@code docker} takes a secret one from its own environment. */
  void variable(String entry) {
    int equals = entry.indexOf('=');
    String name = equals < 0 ? entry : entry.substring(0, equals);
    String value = equals < 0 ? "" : entry.substring(equals + 1);
    boolean exportable = name.matches("[A-Za-z_][A-Za-z0-9_]*") && !value.contains("\n");
    if (secrecy.hides(name, value) && exportable) {
      options.add(Option.secret(name));
    } else {
      add("--env", name, value);
    }
  }

  /** Words behind the image's name. */
  void arguments(JsonNode words) {
    boolean announced = false;
    for (JsonNode word : words) {
      String text = word.asText();
      arguments.add(announced || secrecy.hides(text) ? Secrecy.PLACEHOLDER : text);
      announced = secrecy.announcesSecret(text) && !text.contains("=");
    }
  }

  void cannotSay(String setting) {
    inexpressible.add(setting);
  }

  boolean hides(String name, String value) {
    return secrecy.hides(name, value);
  }

  List<Option> options() {
    return options;
  }

  List<String> words() {
    return arguments;
  }

  List<String> unsaid() {
    return inexpressible;
  }
}
