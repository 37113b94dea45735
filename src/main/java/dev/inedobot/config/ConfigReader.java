package dev.inedobot.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.plan.InstanceSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts the configuration together from the file and the environment. */
public final class ConfigReader {
  private static final String USUAL_FILE = "inedobot.yml";
  private static final Pattern APPROVER = Pattern.compile("[UWS][A-Z0-9]{2,}");
  private static final Pattern CHANNEL = Pattern.compile("[CG][A-Z0-9]{2,}");
  private static final int USUAL_PARALLEL = 4;
  static final int MOST_PARALLEL = 50;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration WEEK = Duration.ofDays(7);

  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> environment;

  private ConfigReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads the configuration.
   *
   * @param environment the process's environment variables
   * @param given the file of {@code --config}, or null
   * @param workingDirectory where {@code inedobot.yml} is looked for if nothing names a file
   * @throws ConfigProblems if anything is wrong; it names everything that is
   */
  public static Config read(
      Map<String, String> environment, @Nullable Path given, Path workingDirectory)
      throws ConfigProblems {
    ConfigReader reader = new ConfigReader(environment);
    Config config = reader.read(reader.file(given, workingDirectory));
    if (!reader.problems.isEmpty()) {
      throw new ConfigProblems(reader.problems);
    }
    return config;
  }

  /**
   * The configuration as far as it can be read, with everything that is wrong with it.
   *
   * @param config what is wrong in it is left out or as usual
   */
  public record Examined(Config config, List<String> problems) {}

  /** As {@link #read}, for those who want to see as much as there is. */
  public static Examined examine(
      Map<String, String> environment, @Nullable Path given, Path workingDirectory) {
    ConfigReader reader = new ConfigReader(environment);
    Config config = reader.read(reader.file(given, workingDirectory));
    return new Examined(config, List.copyOf(reader.problems));
  }

  /**
   * Where the record is, for those who need nothing else of the configuration.
   *
   * @param environment the process's environment variables
   */
  public static String databaseUrl(Map<String, String> environment) throws ConfigProblems {
    ConfigReader reader = new ConfigReader(environment);
    String url = new EnvironmentReader(environment, reader.problems).databaseUrl();
    if (!reader.problems.isEmpty()) {
      throw new ConfigProblems(reader.problems);
    }
    return url;
  }

  private JsonNode file(@Nullable Path given, Path workingDirectory) {
    String named = environment.getOrDefault("INEDOBOT_CONFIG", "");
    Path usual = workingDirectory.resolve(USUAL_FILE);
    if (given == null && named.isBlank() && !Files.exists(usual)) {
      return MissingNode.getInstance();
    }
    Path file = given != null ? given : named.isBlank() ? usual : Path.of(named);
    YAMLMapper yaml =
        new YAMLMapper(
            YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
    try {
      JsonNode read = yaml.readTree(Files.readString(file, StandardCharsets.UTF_8));
      return read == null ? MissingNode.getInstance() : read;
    } catch (JsonProcessingException wrong) {
      problems.add(
          "%s, line %d: %s"
              .formatted(
                  file,
                  wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr(),
                  wrong.getOriginalMessage()));
    } catch (IOException unreadable) {
      problems.add(
          "The configuration file %s can't be read: %s. Correct --config or INEDOBOT_CONFIG."
              .formatted(file, unreadable.getClass().getSimpleName()));
    }
    return MissingNode.getInstance();
  }

  private Config read(JsonNode file) {
    Section root = new Section("", file, problems);
    root.allow("slack", "approval", "parallel", "hosts", "instances");
    EnvironmentReader env = new EnvironmentReader(environment, problems);
    ApprovalRule approval =
        approval(
            root.section("approval"), new ApprovalRule(List.of(), 1, true, Duration.ofMinutes(30)));
    Map<String, Config.Host> hosts = HostsReader.read(root.section("hosts"), env);
    List<InstanceSettings> instances =
        new InstancesReader(hosts.keySet(), approval, this::approval)
            .read(root.section("instances"));
    return new Config(
        env.slack(channels(root.section("slack"))),
        env.web(),
        env.databaseUrl(),
        approval,
        hosts,
        instances,
        root.number("parallel", 1, MOST_PARALLEL, USUAL_PARALLEL));
  }

  private static List<String> channels(Section slack) {
    slack.allow("channels");
    List<String> channels = slack.texts("channels");
    channels.stream()
        .filter(channel -> !CHANNEL.matcher(channel).matches())
        .forEach(
            channel ->
                slack.problem(
                    "channels",
                    "“%s” is no channel id; it starts with C (see the channel's details in Slack)"
                        .formatted(channel)));
    return channels;
  }

  private ApprovalRule approval(Section section, ApprovalRule usual) {
    section.allow("approvers", "required", "allow-self-approval", "expires-after");
    List<String> approvers =
        section.has("approvers") ? section.texts("approvers") : usual.approvers();
    approvers.stream()
        .filter(approver -> !APPROVER.matcher(approver).matches())
        .forEach(
            approver ->
                section.problem(
                    "approvers",
                    "“%s” is no id of a user (U…, W…) or a user group (S…)".formatted(approver)));
    Duration expiry = section.duration("expires-after", SECOND, WEEK);
    return new ApprovalRule(
        approvers,
        section.number("required", 1, 20, usual.required()),
        section.flag("allow-self-approval", usual.allowSelfApproval()),
        expiry == null ? usual.expiresAfter() : expiry);
  }
}
