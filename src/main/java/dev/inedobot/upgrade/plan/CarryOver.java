package dev.inedobot.upgrade.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a replacement of a container takes over from it, as {@code docker create} would be told. It
 * holds no secret: where a value may be one, only its name stands here ({@link Secrecy}).
 *
 * @param carried the settings that were made for the container and go with it, such as {@code
 *     Env.TZ} or {@code HostConfig.Memory}
 * @param inherited the settings that its image made; the new image's take their place
 * @param options for {@code docker create}, in the order in which they are given
 * @param arguments what follows the image's name
 * @param connections the networks to connect it to after it was created
 * @param inexpressible what is carried over and has no option of {@code docker create}
 */
public record CarryOver(
    List<String> carried,
    List<String> inherited,
    List<Option> options,
    List<String> arguments,
    List<Connection> connections,
    List<String> inexpressible) {
  public CarryOver {
    carried = List.copyOf(carried);
    inherited = List.copyOf(inherited);
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
    connections = List.copyOf(connections);
    inexpressible = List.copyOf(inexpressible);
  }

  /**
   * An option of the {@code docker} command.
   *
   * @param flag such as {@code --env}
   * @param value what follows it, or null for a flag that stands alone; of a variable whose value
   *     is secret only the name, which makes {@code docker} take the value from its own environment
   * @param secretVariable whether it is such a variable
   */
  public record Option(String flag, @Nullable String value, boolean secretVariable) {
    public static Option of(String flag, String value) {
      return new Option(flag, value, false);
    }

    public static Option alone(String flag) {
      return new Option(flag, null, false);
    }

    /** A variable whose value is not shown. */
    public static Option secret(String variable) {
      return new Option("--env", variable, true);
    }
  }

  /** A network, with the options of {@code docker network connect}. */
  public record Connection(String network, List<Option> options) {
    public Connection {
      options = List.copyOf(options);
    }
  }

  /** The names of the variables whose values are not shown. */
  public List<String> secretVariables() {
    return options.stream()
        .filter(Option::secretVariable)
        .map(Option::value)
        .map(String::valueOf)
        .toList();
  }

  /** Whether a value other than a variable's had to be replaced by {@link Secrecy#PLACEHOLDER}. */
  public boolean hasPlaceholders() {
    return options.stream().anyMatch(option -> isPlaceholder(option.value()))
        || arguments.stream().anyMatch(CarryOver::isPlaceholder)
        || connections.stream()
            .flatMap(connection -> connection.options().stream())
            .anyMatch(option -> isPlaceholder(option.value()));
  }

  private static boolean isPlaceholder(@Nullable String value) {
    return value != null && value.contains(Secrecy.PLACEHOLDER);
  }
}
