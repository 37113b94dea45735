package dev.inedobot;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.slack.api.methods.MethodsClient;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.inedobot.doctor.SlackFindings;
import dev.inedobot.slack.command.Subcommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code manifest.yml} to Slack's rules (Slack docs, App manifest reference) and the code.
 */
final class ManifestTest {
  /** The scope that each Web API method needs (Slack docs, Methods); empty for none. */
  private static final Map<String, String> SCOPES =
      Map.of(
          "authTest", "",
          // By the app-level token, whose connections:write is no scope of the bot.
          "appsConnectionsOpen", "",
          "chatPostMessage", "chat:write",
          "chatPostEphemeral", "chat:write",
          "chatUpdate", "chat:write",
          // The doctor asks, and takes a no for an answer: not worth a scope.
          "conversationsInfo", "",
          "usersInfo", "users:read",
          "usergroupsUsersList", "usergroups:read");

  private final List<String> lines = read();
  private final JsonNode manifest = parse(lines.stream());
  private final JsonNode command = manifest.at("/features/slash_commands/0");
  private final JsonNode settings = manifest.path("settings");

  @Test
  void staysWithinSlacksLengths() {
    assertThat(manifest.at("/_metadata/major_version").asInt()).isEqualTo(2);
    assertThat(text("/display_information/name")).hasSizeBetween(1, 35);
    assertThat(text("/display_information/description")).hasSizeBetween(1, 140);
    assertThat(text("/display_information/background_color")).matches("#[0-9a-f]{6}");
    assertThat(text("/features/bot_user/display_name")).matches("[a-z0-9._-]{1,80}");
    assertThat(command.path("command").asText()).hasSizeLessThanOrEqualTo(32);
    assertThat(command.path("description").asText()).hasSizeBetween(1, 2000);
    assertThat(command.path("usage_hint").asText()).hasSizeBetween(1, 1000);
  }

  @Test
  void hasTheOneCommandThatTheBotListensTo() {
    assertThat(manifest.at("/features/slash_commands")).hasSize(1);
    assertThat(command.path("command").asText()).isEqualTo("/inedo");
    assertThat(command.path("should_escape").isBoolean()).isTrue();
    assertThat(command.path("should_escape").asBoolean()).isFalse();
  }

  @Test
  void hintsAtEverySubcommand() {
    assertThat(command.path("usage_hint").asText())
        .isEqualTo(
            Arrays.stream(Subcommand.values())
                .map(Subcommand::usage)
                .collect(Collectors.joining(" | ")));
  }

  @Test
  void sendsCommandsAndClicksToTheSameHttpsAddress() {
    String url = command.path("url").asText();
    assertThat(url).matches("https://[a-z0-9.-]+/slack/events");
    assertThat(settings.at("/interactivity/is_enabled").asBoolean()).isTrue();
    assertThat(settings.at("/interactivity/request_url").asText()).isEqualTo(url);
  }

  @Test
  void isForHttpModeInOneWorkspace() {
    for (String off :
        List.of("socket_mode_enabled", "token_rotation_enabled", "org_deploy_enabled")) {
      assertThat(settings.path(off).isBoolean()).as(off).isTrue();
      assertThat(settings.path(off).asBoolean()).as(off).isFalse();
    }
    assertThat(settings.has("event_subscriptions")).isFalse();
  }

  @Test
  void asksForExactlyTheScopesThatTheCodeNeeds() {
    Set<String> called = webApiMethods();
    assertThat(SCOPES)
        .as("a method whose scope this test does not know")
        .containsKeys(called.toArray(String[]::new));
    Set<String> needed =
        Stream.concat(Stream.of("commands"), called.stream().map(SCOPES::get))
            .filter(scope -> scope != null && !scope.isEmpty())
            .collect(toSet());
    List<String> asked =
        manifest.at("/oauth_config/scopes/bot").valueStream().map(JsonNode::asText).toList();
    assertThat(asked).containsExactlyInAnyOrderElementsOf(needed);
    assertThat(manifest.at("/oauth_config/scopes").has("user")).isFalse();
    assertThat(asked).as("what doctor looks for").hasSameElementsAs(SlackFindings.SCOPES);
  }

  @Test
  void becomesTheSocketModeVariantByItsMarkedLines() {
    JsonNode socket =
        parse(
            lines.stream()
                .filter(line -> !line.endsWith(" # HTTP mode"))
                .map(line -> line.endsWith(" # Socket Mode") ? line.replaceFirst("# ", "") : line));
    assertThat(lines).filteredOn(line -> line.endsWith(" # HTTP mode")).hasSize(3);
    assertThat(socket.at("/settings/socket_mode_enabled").asBoolean()).isTrue();
    assertThat(socket.at("/settings/interactivity/is_enabled").asBoolean()).isTrue();
    assertThat(socket.toString()).doesNotContain("https://");
    assertThat(socket.at("/oauth_config")).isEqualTo(manifest.at("/oauth_config"));
  }

  private String text(String pointer) {
    return manifest.at(pointer).asText();
  }

  private static Set<String> webApiMethods() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.inedobot.slack")
            .stream()
            .map(JavaClass::getMethodCallsFromSelf)
            .flatMap(Set::stream)
            .filter(call -> call.getTargetOwner().isEquivalentTo(MethodsClient.class))
            .map(call -> call.getTarget().getName())
            .collect(toSet());
  }

  private static List<String> read() {
    try {
      return Files.readAllLines(Path.of("manifest.yml"));
    } catch (IOException missing) {
      throw new AssertionError("manifest.yml can't be read", missing);
    }
  }

  private static JsonNode parse(Stream<String> lines) {
    YAMLFactory strict =
        YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try {
      return new YAMLMapper(strict).readTree(String.join("\n", lines.toList()));
    } catch (IOException wrong) {
      throw new AssertionError("manifest.yml is no YAML", wrong);
    }
  }
}
