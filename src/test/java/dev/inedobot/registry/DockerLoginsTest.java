package dev.inedobot.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inedobot.registry.DockerLogins.Login;
import dev.inedobot.registry.DockerLogins.UnreadableLogin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DockerLoginsTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  private DockerLogins with(String json) throws IOException {
    Files.writeString(directory.resolve("config.json"), json);
    return new DockerLogins(directory);
  }

  private static String auth(String login) {
    return Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsWhatDockerLoginWrites() throws Exception {
    DockerLogins logins =
        with(
            """
            {"auths": {"registry.example:5000": {"auth": "%s"}, "empty.example": {},
              "https://old.example/v1/": {"auth": "%s"}, "plain.example": {"username": "u", "password": "p"},
              "https://index.docker.io/v1/": {"auth": "%s"},
              "token.example": {"auth": "%s", "identitytoken": "tok"}},
             "HttpHeaders": {"X-A": "b"}, "detachKeys": "ctrl-e"}
            """
                .formatted(
                    auth("alice:it:has:colons"),
                    auth("bob:old\0\0"),
                    auth("hub:hub"),
                    auth("00000000-0000-0000-0000-000000000000:")));

    assertThat(logins.of("registry.example:5000")).contains(new Login("alice", "it:has:colons"));
    assertThat(logins.of("old.example")).contains(new Login("bob", "old"));
    assertThat(logins.of("plain.example")).contains(new Login("u", "p"));
    assertThat(logins.of("docker.io")).contains(new Login("hub", "hub"));
    assertThat(logins.of("token.example").filter(Login::isIdentityToken)).isPresent();
    assertThat(logins.of("empty.example")).isEmpty();
    assertThat(logins.of("registry.example")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"auths\":null}", "{\"auths\":{}}", "{\"currentContext\":\"x\"}"})
  void findsNoneWhereThereIsNone(String json) throws Exception {
    assertThat(with(json).of("registry.example")).isEmpty();
  }

  @Test
  void findsNoneWithoutAFile() throws Exception {
    assertThat(new DockerLogins(directory.resolve("nowhere")).of("registry.example")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"auths\": hunter2",
        "{\"auths\":{\"registry.example\":{\"auth\":\"hunter2!!\"}}}",
        "{\"auths\":{\"registry.example\":{\"auth\":\"aHVudGVyMg==\"}}}",
        "{\"credsStore\":\"no-such-helper-hunter\"}",
        "{\"credHelpers\":{\"registry.example\":\"../evil\"}}"
      })
  void saysWhatCanNotBeReadWithoutTellingIt(String json) throws Exception {
    DockerLogins logins = with(json);

    assertThatThrownBy(() -> logins.of("registry.example"))
        .isInstanceOf(UnreadableLogin.class)
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("hunter2", "aHVu"));
  }

  /** A helper that keeps one login, and speaks as docker/docker-credential-helpers documents. */
  private DockerLogins withHelper(String json, String script) throws IOException {
    Path helper = directory.resolve("helper");
    Files.writeString(helper, "#!/bin/sh\nread server\n" + script + "\n");
    assertThat(helper.toFile().setExecutable(true)).isTrue();
    with(json);
    return new DockerLogins(
        directory,
        program -> program.equals("docker-credential-kept") ? helper.toString() : program);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"credsStore\":\"kept\",\"auths\":{\"registry.example\":{}}}",
        "{\"credHelpers\":{\"registry.example\":\"kept\"},\"credsStore\":\"other\"}"
      })
  void asksACredentialHelper(String json) throws Exception {
    DockerLogins logins =
        withHelper(
            json,
            "[ \"$1 $server\" = 'get registry.example' ] && echo '{\"ServerURL\":\"x\",\"Username\":\"u\",\"Secret\":\"p\"}'");

    assertThat(logins.of("registry.example")).contains(new Login("u", "p"));
  }

  @Test
  void knowsATokenANothingAndAFailureOfACredentialHelper() throws Exception {
    String json = "{\"credsStore\":\"kept\"}";

    assertThat(
            withHelper(json, "echo '{\"Username\":\"<token>\",\"Secret\":\"t\"}'")
                .of("registry.example"))
        .contains(new Login("", "t"));
    assertThat(
            withHelper(json, "echo 'credentials not found in native keychain'; exit 1")
                .of("registry.example"))
        .isEmpty();
    DockerLogins failing = withHelper(json, "echo hunter2; exit 1");
    assertThatThrownBy(() -> failing.of("registry.example"))
        .isInstanceOf(UnreadableLogin.class)
        .hasMessageContaining("docker-credential-kept")
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("hunter2"));
  }

  @Test
  void keepsTheSecretOutOfItsText() {
    assertThat(new Login("alice", "hunter2")).hasToString("the login of alice");
    assertThat(new Login("", "hunter2")).hasToString("an identity token");
  }
}
