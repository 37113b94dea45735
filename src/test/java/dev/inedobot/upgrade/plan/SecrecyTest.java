package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecrecyTest {
  private final Secrecy secrecy = new Secrecy(List.of("hunter2-in-env", "ab"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROGET_SQL_CONNECTION_STRING",
        "PROGET_POSTGRES_CONNECTION_STRING_FILE",
        "PROGET_ENCRYPTION_KEY",
        "SQL_CONNECTION_STRING",
        "DB_PASSWORD",
        "pwd",
        "GITHUB_TOKEN",
        "my.secret",
        "com.example/api-key",
        "BASIC_AUTH",
        "LICENSE"
      })
  void hidesWhatHasTheNameOfASecret(String name) {
    assertThat(secrecy.hides(name, "1")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Data Source=sql;User ID=sa;Initial Catalog=ProGet",
        "Server=db;Trusted_Connection=True;",
        "Host=pg;Username=postgres",
        "x;Password=1",
        "{\"password\": \"x\"}",
        "--token=abc",
        "https://user:pass@registry.example/",
        "amqp://token@host",
        "-----BEGIN PRIVATE KEY-----",
        "9f86d081884c7d659a2feaa0c55ad015",
        "ghp16C7e42F292c6912E7710c838347Ae178B4a",
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "ab",
        "is hunter2-in-env again",
        "bell\u0007",
        "zero\u200bwidth"
      })
  void hidesWhatLooksLikeOne(String value) {
    assertThat(secrecy.hides("HARMLESS", value)).isTrue();
    assertThat(secrecy.hides(value)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "TZ, Europe/Berlin",
    "ASPNETCORE_URLS, http://*:8080;https://*:8443",
    "PATH, /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "PROGET_SVC_MODE, both",
    "com.docker.compose.project.config_files, /srv/proget/docker-compose.yml",
    "team, packages ab",
    "HOST, proget-production-server-no-01",
    "bind, /srv/secret:/run/secret:ro",
    "tmpfs, /run:uid=1000;gid=1000",
    "max-size, 10m",
    "org.opencontainers.image.version, 24.0.5",
  })
  void showsWhatIsHarmless(String name, String value) {
    assertThat(secrecy.hides(name, value)).isFalse();
  }

  @Test
  void knowsAnOptionThatASecretFollows() {
    assertThat(secrecy.announcesSecret("--password")).isTrue();
    assertThat(secrecy.announcesSecret("--port")).isFalse();
    assertThat(secrecy.announcesSecret("password")).isFalse();
  }
}
