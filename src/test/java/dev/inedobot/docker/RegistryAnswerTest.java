package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.image.ImageReference;
import dev.inedobot.upgrade.run.HostProblem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words are those of Engine 20.10 to 29 for answers of real registries. */
final class RegistryAnswerTest {
  private static final ImageReference TAGGED =
      ImageReference.parse("registry.example/inedo/proget:24.0.5");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          404 | manifest unknown: manifest unknown                                           | NO_SUCH_TAG
          404 | name unknown: repository name not known to registry                          | NO_SUCH_TAG
          404 | HTTP status 404                                                              | NO_SUCH_TAG
          500 | manifest unknown: manifest unknown                                           | NO_SUCH_TAG
          500 | errors:\\nmanifest unknown: manifest tagged by "24.0.9" is not found           | NO_SUCH_TAG
          500 | no such manifest: registry.example/inedo/proget:24.0.9                       | NO_SUCH_TAG
          500 | manifest for registry.example/inedo/proget:24.0.9 not found                  | NO_SUCH_TAG
          500 | received unexpected HTTP status: 404 Not Found                               | NO_SUCH_TAG
          401 | unauthorized: authentication required                                        | DENIED
          403 | denied: requested access to the resource is denied                           | DENIED
          404 | pull access denied for inedo/proget, repository does not exist or may require 'docker login' | DENIED
          500 | errors:\\ndenied: requested access to the resource is denied\\nunauthorized: authentication required | DENIED
          500 | Get "https://registry.example/v2/": no basic auth credentials                | DENIED
          500 | Get "https://registry.example/v2/": unauthorized: incorrect username or password | DENIED
          500 | received unexpected HTTP status: 403 Forbidden                               | DENIED
          429 | toomanyrequests: You have reached your pull rate limit.                      | TOO_MANY
          500 | toomanyrequests: You have reached your pull rate limit.                      | TOO_MANY
          500 | received unexpected HTTP status: 429 Too Many Requests                       | TOO_MANY
          500 | Get "http://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused | UNREACHABLE
          500 | Get "https://nosuch.example/v2/": dial tcp: lookup nosuch.example: no such host | UNREACHABLE
          500 | Get "https://r/v2/": net/http: request canceled (Client.Timeout exceeded while awaiting headers) | UNREACHABLE
          500 | Get "https://r/v2/": x509: certificate signed by unknown authority           | UNREACHABLE
          500 | Get "https://r/v2/": http: server gave HTTP response to HTTPS client         | UNREACHABLE
          500 | Get "https://r/v2/": EOF                                                     | UNREACHABLE
          500 | received unexpected HTTP status: 502 Bad Gateway                             | OTHER
          400 | unsupported manifest media type and no default available                     | OTHER
          """)
  void understandsWhatEnginesMakeOfRegistriesAnswers(
      int status, String message, RegistryAnswer meant) {
    EngineFailure failure = new EngineFailure(message.replace("\\n", "\n"), status, null);

    assertThat(RegistryAnswer.of(failure, status)).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({
    "DENIED, docker login registry.example",
    "TOO_MANY, takes no more requests",
  })
  void saysWhatToDoAndIsNotAskedAgain(RegistryAnswer answer, String words) {
    RuntimeException problem = answer.problem(new EngineFailure("because.", 500, null), TAGGED);

    assertThat(problem)
        .isInstanceOf(HostProblem.class)
        .hasMessageContaining("registry.example/inedo/proget")
        .hasMessageContaining("24.0.5")
        .hasMessageContaining("because")
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource({"UNREACHABLE", "OTHER"})
  void asksAgainWhereItMayHelp(RegistryAnswer answer) {
    assertThat(answer.problem(new EngineFailure("because", 500, null), TAGGED))
        .isInstanceOfSatisfying(
            EngineFailure.class, failure -> assertThat(failure.isFinal()).isFalse())
        .hasMessageContaining("because");
  }
}
