package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.upgrade.plan.CarryOver.Connection;
import dev.inedobot.upgrade.plan.CarryOver.Option;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands as a shell understands them: a real {@code sh} with a {@code docker} that prints.
 */
final class DockerCommandsTest {
  private static final String EXACT =
      """
      docker() { for word in "$@"; do printf '<%s>' "$word"; done; printf '\\n'; }
      """;

  /** As the engine's own, it knows the variables of the old container. */
  private static final String INSPECTING =
      """
      docker() {
        if [ "$1" = inspect ]; then printf 'A=1\\nSQL_CONNECTION_STRING=a;b=$c "d"\\n'; return; fi
        [ "$1" != create ] || printf '{%s}' "$SQL_CONNECTION_STRING"
        for word in "$@"; do printf '<%s>' "$word"; done; printf '\\n'
      }
      curl() { :; }
      """;

  static List<String> awkward() {
    return List.of(
        "plain-1.0_x:/y,z=@%+",
        "",
        " ",
        "it's",
        "'",
        "''",
        "a b\tc",
        "$HOME $(reboot) `reboot` \\ \\n",
        "``````` and '```'",
        "a\nb\n\n  c",
        "\"double\"",
        "-rf",
        "~/x",
        "*?[a]{b,c}",
        "#no !comment &&|;<>",
        "ü → 😀",
        "😀".repeat(300),
        "x".repeat(5000),
        "'".repeat(450),
        "a\\\nb".repeat(200));
  }

  @ParameterizedTest
  @MethodSource("awkward")
  void aWordIsReadAsItWas(String word) throws Exception {
    String written = ShellWord.quoted(word);

    assertThat(shell(EXACT + "docker " + written)).isEqualTo("<" + word + ">\n");
    assertThat(written).doesNotContain("```");
    assertThat(written.lines()).allMatch(line -> line.length() <= ShellWord.LONGEST_LINE);
  }

  private static String shell(String script) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", "-eu").redirectErrorStream(true).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(script.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static CarryOver carry(List<Option> options, List<String> arguments) {
    return new CarryOver(
        List.of(),
        List.of(),
        options,
        arguments,
        List.of(new Connection("back end", List.of(Option.of("--alias", "behind")))),
        List.of());
  }

  @Test
  void doesWhatTheBotDoesInTheBotsOrder() throws Exception {
    List<String> lines =
        DockerCommands.of(
            Observations.planned("2024.4", "2024.5"),
            carry(
                List.of(
                    Option.of("--env", "TZ=Europe/Berlin"),
                    Option.secret("SQL_CONNECTION_STRING"),
                    Option.alone("--init"),
                    Option.of("--label", "note=it's \"so\"\n$x")),
                List.of("serve", "a b")));

    String repository = "proget.inedo.com/productimages/inedo/proget";
    String digest = "@sha256:" + "d".repeat(64);
    assertThat(shell(INSPECTING + String.join("\n", lines)))
        .isEqualTo(
            """
            <pull><%1$s%2$s>
            <tag><%1$s%2$s><%1$s:24.0.5>
            {a;b=$c "d"}<create><--name><proget-next><--env><TZ=Europe/Berlin><--env><SQL_CONNECTION_STRING>\
            <--init><--label><note=it's "so"
            $x><%1$s:24.0.5><serve><a b>
            <network><connect><--alias><behind><back end><proget-next>
            <stop><-t><30><proget>
            <update><--restart><no><proget>
            <rename><proget><proget-old>
            <rename><proget-next><proget>
            <start><proget>
            <rm><proget-old>
            """
                .formatted(repository, digest));
  }

  @Test
  void holdsNoValueOfASecretVariable() {
    CarryOver carry = carry(List.of(Option.secret("SQL_CONNECTION_STRING")), List.of());

    assertThat(carry.secretVariables()).containsExactly("SQL_CONNECTION_STRING");
    assertThat(carry.hasPlaceholders()).isFalse();
    assertThat(DockerCommands.of(Observations.planned("2024.4", "2024.5"), carry))
        .anyMatch(line -> line.startsWith("export SQL_CONNECTION_STRING=\"$(docker inspect "))
        .anyMatch(line -> line.contains("--env SQL_CONNECTION_STRING "));
  }

  @Test
  void knowsWhereSomethingHasToBePutInByHand() {
    assertThat(carry(List.of(Option.of("--label", "a=" + Secrecy.PLACEHOLDER)), List.of()))
        .matches(CarryOver::hasPlaceholders);
    assertThat(carry(List.of(), List.of(Secrecy.PLACEHOLDER))).matches(CarryOver::hasPlaceholders);
    assertThat(carry(List.of(Option.alone("--init")), List.of("run")))
        .matches(carry -> !carry.hasPlaceholders());
  }
}
