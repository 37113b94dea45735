package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inedobot.upgrade.run.HostProblem;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking, doing and looking again, with an engine or a proxy that says odd things. */
class EnsureTest {
  private final Ensure ensure =
      new Ensure(new EngineAddress(URI.create("tcp://engine:2375"), null, null), pause -> {});

  private final Deque<Integer> answers = new ArrayDeque<>();
  private int calls;
  private boolean done;

  /** Answers with the next status; below 400, or when none is left, it has its effect. */
  private void call() {
    calls++;
    Integer status = answers.poll();
    if (status == null || (status > 0 && status < 400)) {
      done = true;
      return;
    }
    throw new EngineFailure("odd", status, null);
  }

  private String made() {
    return ensure.that("make it", () -> done ? Optional.of("made") : Optional.empty(), this::call);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 400, 404, 409, 429, 500, 503})
  void anOddAnswerIsLookedAtAndTheCallRepeated(int status) {
    answers.add(status);

    assertThat(made()).isEqualTo("made");
    assertThat(calls).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 404, 409, 500})
  void twoInARowAreNotBelievedEither(int status) {
    answers.addAll(List.of(status, status));

    assertThat(made()).isEqualTo("made");
    assertThat(calls).isEqualTo(3);
  }

  @Test
  void whatIsThereIsNotDoneAgain() {
    done = true;

    assertThat(made()).isEqualTo("made");
    assertThat(calls).isZero();
  }

  @Test
  void aFailureWithItsEffectIsASuccess() {
    String made =
        ensure.that(
            "make it",
            () -> done ? Optional.of("made") : Optional.empty(),
            () -> {
              done = true;
              call409();
            });

    assertThat(made).isEqualTo("made");
    assertThat(calls).isEqualTo(1);
  }

  private void call409() {
    calls++;
    throw new EngineFailure("conflict", 409, null);
  }

  @Test
  void aRefusalThatStaysIsTold() {
    answers.addAll(List.of(409, 409, 409, 409));

    assertThatThrownBy(this::made)
        .isInstanceOfSatisfying(
            HostProblem.class, problem -> assertThat(problem.isUnreachable()).isFalse())
        .hasMessage("Tried to make it, but that failed: odd.");
    assertThat(calls).isEqualTo(3);
  }

  @Test
  void aYesWithoutAnEffectIsTold() {
    assertThatThrownBy(() -> ensure.that("make it", Optional::empty, () -> calls++))
        .hasMessage("Tried to make it: the engine said yes, and it did not happen.");
  }

  @Test
  void aQuestionIsAskedAgainAfterAnOddAnswer() {
    answers.addAll(List.of(409, 409));

    assertThat(ensure.answer("look", this::seen)).isEqualTo("seen");
  }

  @Test
  void anEngineThatIsAwayIsAskedUntilTheTimeIsOver() {
    answers.addAll(Collections.nCopies(50, 0));

    assertThat(ensure.answer("look", Deadline.in(Duration.ofMinutes(5)), this::seen))
        .isEqualTo("seen");
    assertThat(calls).isEqualTo(51);
  }

  @Test
  void aRefusalIsBelievedHoweverMuchTimeThereIs() {
    answers.addAll(List.of(0, 404, 0, 404, 404));

    assertThatThrownBy(() -> ensure.answer("look", Deadline.in(Duration.ofMinutes(5)), this::seen))
        .hasMessage("Tried to look, but that failed: odd.");
    assertThat(calls).isEqualTo(5);
  }

  private String seen() {
    call();
    return "seen";
  }

  @Test
  void silenceIsToldAsSilence() {
    answers.addAll(List.of(0, 0, 0, 0));

    assertThatThrownBy(this::made)
        .isInstanceOfSatisfying(
            HostProblem.class, problem -> assertThat(problem.isUnreachable()).isTrue())
        .hasMessageContaining("Is the engine at tcp://engine:2375 running");
  }
}
